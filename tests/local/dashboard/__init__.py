"""Tests of the same-named room."""
