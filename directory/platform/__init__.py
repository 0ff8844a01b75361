"""Small shared tools: database, problem details, headers, logging, metrics, health."""
