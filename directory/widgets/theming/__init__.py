"""Colours of a widget: legible palettes and contrast checks."""
