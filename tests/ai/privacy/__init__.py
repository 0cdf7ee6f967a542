"""Tests of `ai.privacy`."""
