"""The home page, and the pages of municipalities, provinces and activities."""
