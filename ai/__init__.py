"""Documents to spoken answers. Knows nothing of Pulumi or of flows."""
