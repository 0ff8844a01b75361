"""The steps from an empty database to the present one. SQL stays SQL, in `sql/`; the revisions only run it."""
