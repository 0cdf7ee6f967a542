"""Tests of ai.quality."""
