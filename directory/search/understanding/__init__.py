"""What a query means: its words, a place among them, spelling."""
