"""A question to a grounded answer, in time."""
