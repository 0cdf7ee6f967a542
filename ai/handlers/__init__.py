"""Lambda entry points: parse, call, render."""
