"""Empathy, finding people who have been there (promise 1), and nobody unheard (promise 2)."""
