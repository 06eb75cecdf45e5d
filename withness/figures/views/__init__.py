"""Thin: find through the viewer, answer."""
