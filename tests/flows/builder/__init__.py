"""Tests of how flows are written."""
