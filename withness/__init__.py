"""Withness: a home for peer support groups."""

__version__ = "0.1.0"
