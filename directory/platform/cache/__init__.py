"""The caches of the web process."""
