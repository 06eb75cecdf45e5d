"""Pages of circles: find through the viewer, do one verb, answer."""
