"""Tests of what each action type does."""
