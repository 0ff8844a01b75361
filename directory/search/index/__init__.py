"""The index of associations: schema and documents."""
