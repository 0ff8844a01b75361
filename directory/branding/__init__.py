"""Name, logo and accent colour of an installation."""
