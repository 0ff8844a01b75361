"""From an interpreted query to a request in the engine's query DSL: ranking, filters, aggregations."""
