"""A space that does not judge, and keeps you safe (promise 5): boundaries, content notes, help now, leaving quickly."""
