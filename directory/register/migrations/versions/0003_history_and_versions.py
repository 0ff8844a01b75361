"""History, versions and the outbox, written by triggers."""

from __future__ import annotations

from directory.register.migrations.scripts import run_script

revision = "0003_history_and_versions"
down_revision = "0002_reference"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Run the SQL of this step."""
    run_script(revision, "up")


def downgrade() -> None:
    """Take this step back."""
    run_script(revision, "down")
