"""Places: the gazetteer, NIS codes, points."""
