"""Why there is nothing to import."""

from __future__ import annotations


class UnusableSourceError(Exception):
    """There is nothing to read; the message is a sentence that says why, and what to do."""
