"""Stand-ins for the services that the assistant calls, all in memory."""
