"""Questions over HTTP: who asks what, in which conversation, and what they read. Pure."""
