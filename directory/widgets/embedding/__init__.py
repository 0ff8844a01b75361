"""Ways to embed a widget: frame, oEmbed, snippets, script releases."""
