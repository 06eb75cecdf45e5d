"""The vocabulary of lived experience: what people live through, in the words they use for it."""
