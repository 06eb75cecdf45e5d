"""Help now, leaving quickly, and what one wants folded."""
