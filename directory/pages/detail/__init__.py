"""The page of one association."""
