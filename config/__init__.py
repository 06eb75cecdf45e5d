"""How the house is put together: settings from the environment, addresses, and the wiring between rooms."""
