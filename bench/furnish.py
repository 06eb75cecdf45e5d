"""Furnishes the house of this environment: `python -m bench.furnish SHARES`, in a process of its own."""

from __future__ import annotations

import json
import sys

import django


def main() -> None:
    """As many shares as the first argument says; tells in one line of JSON what is in the house."""
    django.setup()
    from bench.furnishing import analyse, furnish, sessions  # they need the rooms to be ready

    found = furnish(shares=int(sys.argv[1]))
    analyse()
    print(json.dumps({"group_id": found.group_id, "threads": found.threads, "sessions": sessions(found.people)}))


if __name__ == "__main__":
    main()
