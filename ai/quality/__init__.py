"""How good a version of the knowledge is, by questions whose answers are known."""
