"""The assistant: documents, the functions that index and answer, and the bot."""
