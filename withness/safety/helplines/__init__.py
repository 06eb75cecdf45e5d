"""Numbers to call, and where they come from."""
