"""The truth: tables, migrations, code lists, identifiers and rules; the only code that writes them."""
