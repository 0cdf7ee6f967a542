"""A flow as a picture: boxes from top to bottom, in the words of `flows.wording`.

graph (what is shown) -> layers (which row) -> order (who stands beside whom) -> place (where
exactly) -> svg. Standard library only, and the same content always gives the same bytes.
"""
