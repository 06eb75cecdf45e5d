"""Hashing what people keep secret: dear enough for a thief, never so dear that a crowd at the door stops the house."""

from __future__ import annotations

from threading import BoundedSemaphore

from django.contrib.auth.hashers import Argon2PasswordHasher

_turns = BoundedSemaphore(1)  # in each process: a hash takes 19 MiB and a whole core for some thirty milliseconds


class ModestArgon2(Argon2PasswordHasher):
    """Argon2id at the least cost that OWASP asks for (19 MiB, two passes, one lane), one at a time."""

    time_cost = 2
    memory_cost = 19456
    parallelism = 1

    def encode(self, password: str, salt: str) -> str:
        """The hash to keep."""
        with _turns:
            return super().encode(password, salt)

    def verify(self, password: str, encoded: str) -> bool:
        """Whether `password` gives this hash."""
        with _turns:
            return super().verify(password, encoded)
