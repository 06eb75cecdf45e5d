"""Shares, for programs: find through the viewer, do one verb, answer."""

from __future__ import annotations

from withness.shares.api import changing, mine, reading, searching, writing
from withness.shares.api.room import router

__all__ = ["changing", "mine", "reading", "router", "searching", "writing"]
