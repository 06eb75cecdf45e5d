"""What a tree of processes has used: CPU (user and system) and memory, read from /proc."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

_TICK = os.sysconf("SC_CLK_TCK")


def members(root: int) -> list[int]:
    """The process `root` and all beneath it."""
    parents: dict[int, list[int]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError, ValueError, IndexError):
            parents.setdefault(int(_after_name(path)[1]), []).append(int(path.parent.name))
    found, waiting = [], [root]
    while waiting:
        pid = waiting.pop()
        found.append(pid)
        waiting += parents.get(pid, [])
    return found


def cpu(root: int) -> float:
    """Seconds of CPU used by the tree so far, those of children that have ended included."""
    total = 0
    for pid in members(root):
        with contextlib.suppress(OSError):
            total += sum(int(ticks) for ticks in _after_name(Path(f"/proc/{pid}/stat"))[11:15])
    return total / _TICK


def memory(root: int) -> tuple[float, float]:
    """(RSS summed, PSS summed) of the tree in MB; PSS counts memory that is shared once only."""
    rss = pss = 0
    for pid in members(root):
        with contextlib.suppress(OSError):
            for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
                if line.startswith("Rss:"):
                    rss += int(line.split()[1])
                elif line.startswith("Pss:"):
                    pss += int(line.split()[1])
    return round(rss / 1024, 1), round(pss / 1024, 1)


def _after_name(path: Path) -> list[str]:
    """The fields of a stat line after the name, which may hold blanks and brackets."""
    return path.read_text().rsplit(")", 1)[1].split()
