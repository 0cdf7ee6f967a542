"""How long a fresh process takes to its first answer, from the archive alone."""
