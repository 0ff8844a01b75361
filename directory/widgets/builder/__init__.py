"""The maker: a webmaster chooses, sees and copies a widget."""
