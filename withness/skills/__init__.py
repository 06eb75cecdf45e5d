"""Skill sharing: what helped us, tried and told honestly (promise 4)."""
