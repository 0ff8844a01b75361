"""The schema of what the site itself keeps."""

from __future__ import annotations

from directory.register.migrations.scripts import run_script

revision = "0005_site"
down_revision = "0004_publication"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Run the SQL of this step."""
    run_script(revision, "up")


def downgrade() -> None:
    """Take this step back."""
    run_script(revision, "down")
