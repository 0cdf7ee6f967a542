"""Tests of `ai.index`."""
