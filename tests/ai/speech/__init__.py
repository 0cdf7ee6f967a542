"""Tests of `ai.speech`."""
