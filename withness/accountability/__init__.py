"""Accountability: commitments, check-ins and buddies, and no day that counts as nothing (promise 6)."""
