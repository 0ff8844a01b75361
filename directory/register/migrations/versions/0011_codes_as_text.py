"""A code that the lists of areas and activities do not hold is kept as text."""

from __future__ import annotations

from directory.register.migrations.scripts import run_script

revision = "0011_codes_as_text"
down_revision = "0010_feed_by_kind"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Run the SQL of this step."""
    run_script(revision, "up")


def downgrade() -> None:
    """Take this step back."""
    run_script(revision, "down")
