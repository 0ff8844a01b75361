"""What a webmaster can set on a widget: attributes, values, theme."""
