"""Bedrock runtime's wire API over embedded models, on loopback."""
