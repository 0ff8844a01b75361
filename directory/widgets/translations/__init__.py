"""The texts of a widget in its four languages."""
