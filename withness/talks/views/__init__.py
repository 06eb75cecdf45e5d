"""Pages of two who write to each other."""
