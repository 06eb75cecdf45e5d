"""The line a workload ends with."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from withness import __version__

One = TypeVar("One")


class Figures(dict[str, Any]):
    """Figures by name; `line()` is the one line of JSON that goes to standard output."""

    def line(self, calib_ms: float) -> str:
        """One JSON object, in the form of docs/performance.md."""
        return json.dumps({"workload": self["workload"], "version": __version__, **self, "calib_ms": calib_ms})


def middle(several: Sequence[One], by: Callable[[One], float]) -> One:
    """The middle one of several runs."""
    return sorted(several, key=by)[len(several) // 2]
