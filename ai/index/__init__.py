"""One version of the knowledge: written once, searched by words and by meaning."""
