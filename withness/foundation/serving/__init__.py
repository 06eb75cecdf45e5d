"""One process tree that serves the house: a small parent, web processes for pages, live processes, a worker."""

from __future__ import annotations

from withness.foundation.serving.parent import serve

__all__ = ["serve"]
