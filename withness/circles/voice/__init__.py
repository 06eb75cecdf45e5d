"""Hearing each other: by a link, or in a room of sound that somebody runs. Nothing is ever recorded."""
