"""Pages of shares: find through the viewer, do one verb, answer."""
