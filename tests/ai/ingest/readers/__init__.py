"""Tests of `ai.ingest.readers`."""
