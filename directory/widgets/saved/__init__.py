"""Saved widgets: their store, their secret links and the sites that may show them."""
