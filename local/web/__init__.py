"""The telephone in a browser."""
