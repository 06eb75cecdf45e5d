"""What a circle is and how it moves, without a clock, a database or a network: the same acts lead to the same state."""
