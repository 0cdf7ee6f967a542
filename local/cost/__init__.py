"""What a month costs: the program's own resources times a dated table of prices."""
