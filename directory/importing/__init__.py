"""The register's export: parse, validate, stage, merge."""
