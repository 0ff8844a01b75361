"""Starts real Postgres, OpenSearch and Redis for one machine."""
