"""Tests of the simulator: every semantics that flows rely on."""
