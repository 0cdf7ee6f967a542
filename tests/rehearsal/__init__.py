"""The live tests, run against stand-ins: that they run, that they can fail, and what they ask."""
