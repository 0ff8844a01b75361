"""One module per step, run by Alembic."""
