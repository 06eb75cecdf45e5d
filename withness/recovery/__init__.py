"""Recovery and healing over time: a private path of one's own (promise 7)."""
