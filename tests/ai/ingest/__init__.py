"""Tests of `ai.ingest`."""
