"""How the house is tried out: the cast, the journeys, and tests of the house itself."""
