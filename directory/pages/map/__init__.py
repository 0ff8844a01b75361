"""Drawings of the country: the map of the results, and where one association is."""
