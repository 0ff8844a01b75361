"""Publication to OpenSearch, by Celery: the outbox, the relay, generations and reconciliation."""
