"""Where traces would go; imported for its name."""
