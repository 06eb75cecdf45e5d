"""Bringing people together: pure functions. They know no rows, write nothing, and answer the same every time."""
