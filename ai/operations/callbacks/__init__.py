"""Callers who are called back at a time they chose."""
