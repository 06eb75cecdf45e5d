"""Pages of groups: find through the viewer, do one verb, answer."""
