"""A community in numbers, to try the router on before people depend on it: `withness simulate`."""
