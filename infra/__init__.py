"""Pulumi components that put the flows and the assistant on AWS."""
