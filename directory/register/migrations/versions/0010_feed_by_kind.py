"""The feed by kind of entity: outbox, dead letters, tombstones, generations and marks of any number of indexes."""

from __future__ import annotations

from directory.register.migrations.scripts import run_script

revision = "0010_feed_by_kind"
down_revision = "0009_name_search"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Run the SQL of this step."""
    run_script(revision, "up")


def downgrade() -> None:
    """Take this step back."""
    run_script(revision, "down")
