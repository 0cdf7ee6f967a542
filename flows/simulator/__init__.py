"""Plays flow content as a call, without any service: what is heard, where it ends."""
