"""What the caller experiences: flows, bot, sentences, and a simulator that plays them."""
