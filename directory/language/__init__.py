"""Dutch text: normalisation, stemming, compounds, phonetics, synonyms. No engine and no database."""
