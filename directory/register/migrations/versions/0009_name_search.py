"""Full-text search by name, for while the search engine is away."""

from __future__ import annotations

from directory.register.migrations.scripts import run_script

revision = "0009_name_search"
down_revision = "0008_desk_and_worker"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Run the SQL of this step."""
    run_script(revision, "up")


def downgrade() -> None:
    """Take this step back."""
    run_script(revision, "down")
