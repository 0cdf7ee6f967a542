"""Plays a Lex V2 bot: recognition, code hooks, dialog."""
