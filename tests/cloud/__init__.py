"""The whole thing on one machine: the command line, as its users run it."""
