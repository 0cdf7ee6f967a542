"""Deploys the real Pulumi program, in-process, into the emulator."""
