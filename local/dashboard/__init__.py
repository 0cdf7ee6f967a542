"""The dashboard as a picture, from its own JSON and made-up data."""
