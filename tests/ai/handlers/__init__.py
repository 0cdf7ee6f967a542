"""Tests of `ai.handlers`."""
