"""The public directory of associations: what people and programs talk to."""
