"""What is counted of saved widgets, and how its maker reads it."""
