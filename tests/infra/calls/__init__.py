"""Which calls the functions really make, and whether their roles allow these and no others."""
