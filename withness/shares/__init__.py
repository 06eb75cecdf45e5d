"""Saying how it is and being heard (promise 2, less isolation): shares, replies, presences."""
