"""Errands run inside a house that serves: a second process on the same data, told over its standard input what to do.

One line in: `{"errand": name, "with": {…}}`; one line out: `{"came": …}` or `{"trouble": …}`. Started once for each
house, so that an errand costs milliseconds.
"""

from __future__ import annotations

import json
import os
import sys

from testing.errands import circles, house, path, people, talks, words

ERRANDS = {do.__name__: do for subject in (people, words, talks, circles, path, house) for do in subject.ALL}


def main() -> None:
    """Run errands until the input ends."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    for line in sys.stdin:
        asked = json.loads(line)
        try:
            answer = {"came": ERRANDS[asked["errand"]](**asked["with"])}
        except Exception as trouble:
            answer = {"trouble": f"{type(trouble).__name__}: {trouble}"}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
