"""Amazon Connect: the instance, who answers when, and the flows that callers hear."""
