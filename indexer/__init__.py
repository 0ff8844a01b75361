"""Publication to OpenSearch, by Celery: the outbox, index generations and reconciliation."""
