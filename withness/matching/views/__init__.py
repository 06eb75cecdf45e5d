"""Pages of listening: find through the viewer, do one verb, answer."""
