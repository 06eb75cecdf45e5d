"""Copies of the whole house: made, looked at, and put back."""
