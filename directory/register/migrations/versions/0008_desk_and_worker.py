"""The logins of the signed-in application and of the rooms' jobs."""

from __future__ import annotations

from directory.register.migrations.scripts import run_script

revision = "0008_desk_and_worker"
down_revision = "0007_widgets"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Run the SQL of this step."""
    run_script(revision, "up")


def downgrade() -> None:
    """Take this step back."""
    run_script(revision, "down")
