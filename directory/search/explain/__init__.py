"""Explains the ranking of a result and why an association is missing."""
