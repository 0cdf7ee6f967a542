"""From requirements and sources to the archive that Lambda runs."""
