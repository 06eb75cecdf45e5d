"""Bringing a group's words in from another kind of place: a table, Discourse or NodeBB (`docs/bringing-a-group.md`).

Each reader turns a file into rows (`rows.Row`); `laying.py` keeps them.
"""
