"""Documents to a published snapshot: read, chunk, embed, build, publish."""
