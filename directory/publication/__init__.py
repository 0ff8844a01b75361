"""What may leave: the published views and their typed rows; all that the rooms below read from Postgres."""
