"""How many connections one process has room for: each is an open file, and a few are needed for ourselves."""

from __future__ import annotations

from withness.foundation.serving.listening import raise_file_limit

RESERVE = 128  # databases, logs, templates, the channels between our processes


def most_connections() -> int:
    """As many as the system grants us, less the reserve."""
    return max(64, raise_file_limit() - RESERVE)
