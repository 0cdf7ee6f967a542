"""Tests of `local.commands`."""
