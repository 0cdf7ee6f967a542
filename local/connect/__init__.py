"""Stands in for the two calls by which functions start contacts in Amazon Connect."""
