"""Answers the requests of widgets: search, facets, JSON, cache, rate limit, CORS."""
