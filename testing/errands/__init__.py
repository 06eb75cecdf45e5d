"""Errands run inside a house that serves, by subject; `__main__.py` takes them in."""
