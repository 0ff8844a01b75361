"""Texts for the codes that a search answers with, shared by the rooms that show them: pages and widgets."""
