"""Autocomplete: suggestions while typing."""
