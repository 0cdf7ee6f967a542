"""Tests of the validator, one module per subject."""
