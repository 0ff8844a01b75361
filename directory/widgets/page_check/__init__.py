"""Checks whether a widget works on a page of another site: "Controleer mijn pagina"."""
