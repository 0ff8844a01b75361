"""From the engine's response to results: hits, facets, pagination, relaxation, the fallback on Postgres."""
