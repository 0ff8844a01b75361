"""Criteria to query to results: facets, the index schema and the engine client."""
