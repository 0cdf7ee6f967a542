"""Contact records: found, read, kept and counted."""
