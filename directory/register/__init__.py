"""The truth: tables, migrations, code lists, identifiers and the rules of the domain; the only code that writes them."""
