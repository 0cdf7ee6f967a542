"""Tests of `local.cloud`."""
