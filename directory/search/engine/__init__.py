"""The client of OpenSearch."""
