"""Tests of `local.bedrock`."""
