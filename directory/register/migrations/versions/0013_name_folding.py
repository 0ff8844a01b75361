"""Names folded for the fallback search as for the search engine."""

from __future__ import annotations

from directory.register.migrations.scripts import run_script

revision = "0013_name_folding"
down_revision = "0011_codes_as_text"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Run the SQL of this step."""
    run_script(revision, "up")


def downgrade() -> None:
    """Take this step back."""
    run_script(revision, "down")
