"""Addresses of the site's own pages and the links that an association gives."""
