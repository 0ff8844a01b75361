"""Autocomplete: suggestions while somebody types."""
