"""After the contact: what Connect's contact records tell of it, kept and counted once."""
