"""What the site says of itself: its data, its ranking, privacy, accessibility."""
