"""Whether a widget stands well on somebody's page: "Controleer mijn pagina"."""
