"""Whom to ask, and when: pure functions of numbers. The house and the simulator run the same ones.

Nothing here reads a clock, a database or chance that was not handed in. Times are minutes.
"""
