"""Pages of meetings: find through the viewer, do one verb, answer."""
