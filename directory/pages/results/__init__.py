"""The page of results with its JSON twin, suggestions and explanation."""
