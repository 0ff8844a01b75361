"""Starts the real parts (Postgres, OpenSearch, Redis) and the processes of the directory on one machine."""
