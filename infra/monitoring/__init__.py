"""What the people on shift look at, and what wakes them."""
