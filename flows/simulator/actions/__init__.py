"""What each action type does, one function each; `registry.py` lists them."""
