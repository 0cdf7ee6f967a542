"""Tests of how bots are played."""
