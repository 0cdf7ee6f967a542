"""Tests of `ai.answer`."""
