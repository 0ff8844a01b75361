"""Health and metrics, for whoever runs the site."""
