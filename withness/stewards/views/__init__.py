"""Pages of the desk, and what it decided as those see it whom it is about."""
