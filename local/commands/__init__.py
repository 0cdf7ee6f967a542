"""The `callcenter` commands, one file a subject."""
