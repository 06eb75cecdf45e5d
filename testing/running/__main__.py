"""`bin/test`: all of it, `--quick`, `--deep NAME [--seed N]`, or what is named to pytest."""

from __future__ import annotations

import argparse
import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence

from testing.chromium import find_or_fetch_chromium
from testing.proofs import all_proofs
from testing.ready import in_memory
from testing.running.checks import HOUSE, check_all
from testing.running.neighbours import postgres_for_tests, redis_for_tests

DEEP = "testing/house/test_proofs.py::test_the_proof_that_was_asked_for_holds_at_full_size"
NOT_FOR_TESTS = (
    "WITHNESS_", "DATABASE_URL", "TEST_DATABASE_URL", "REDIS_URL", "DJANGO_", "PYTEST_ADDOPTS",
    "PYTHONDONTWRITEBYTECODE",  # each of a hundred processes would compile the whole house again
)  # fmt: skip
LOADED_BY_WHO_NEEDS_IT = ("-p", "no:schemathesis", "-p", "no:anyio")  # seconds in each process, for one proof
ALONE = ("-n", "--pdb", "--trace", "-s", "--collect-only", "--co", "--fixtures", "--dist")


def main(words: Sequence[str]) -> int:
    """Run what was asked for; answers pytest's own exit code."""
    asked, rest = _understand(words)
    if asked.check:
        return 1 if check_all() else 0
    if asked.deep is not None and asked.deep not in all_proofs():
        print(f"There is no proof “{asked.deep}”. There are: {', '.join(all_proofs())}.", file=sys.stderr)
        return 2
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with contextlib.ExitStack() as house:
        settings = _what_there_is(asked, rest, house)
        command = [sys.executable, "-P", "-m", "pytest", *LOADED_BY_WHO_NEEDS_IT, *_how(asked, rest, settings), *rest]
        return _in_its_own_time(command, settings)


def _understand(words: Sequence[str]) -> tuple[argparse.Namespace, list[str]]:
    ask = argparse.ArgumentParser(prog="bin/test", description=__doc__, allow_abbrev=False)
    ask.add_argument("--quick", action="store_true", help="leave out browser and slow tests, and PostgreSQL")
    ask.add_argument("--deep", metavar="NAME", help="one proof at full size; result and seed go to docs/proofs.md")
    ask.add_argument("--seed", type=int, help="with --deep: the seed to begin from")
    ask.add_argument("--check", action="store_true", help="only read the code: style, floors, migrations, types")
    return ask.parse_known_args(words)


def _is_alone(rest: list[str]) -> bool:
    """Whether somebody wants to see one test run, or says themselves how many workers there are."""
    return any(word.startswith(ALONE) for word in rest)


def _what_there_is(asked: argparse.Namespace, rest: list[str], house: contextlib.ExitStack) -> dict[str, str]:
    """The surroundings of this run, without anything that was set for a server of somebody's own."""
    settings = {name: value for name, value in os.environ.items() if not name.startswith(NOT_FOR_TESTS)}
    # What tries how quick or how safe a disk is, is not quick, and gets a real one.
    folder = tempfile.mkdtemp(prefix="withness-tests-", dir=in_memory() if asked.quick else None)
    house.callback(shutil.rmtree, folder, ignore_errors=True)
    chromium = "" if asked.quick else find_or_fetch_chromium()
    postgres = "" if asked.quick else house.enter_context(postgres_for_tests())
    redis = house.enter_context(redis_for_tests())
    left_out = [
        "" if asked.quick or postgres else "the tests on PostgreSQL (there is none on this machine)",
        ""
        if asked.quick or chromium
        else "the browser tests named above (there is no Chromium, and none could be fetched)",
        "" if redis else "the tests that need Redis (there is none on this machine)",
    ]
    both = postgres and not asked.deep and not _is_alone(rest)
    return settings | {
        "TMPDIR": folder,
        "TEST_BOTH": "1" if both else "",
        "CHROMIUM": chromium or "none",
        "TEST_POSTGRES_URL": postgres,
        "TEST_REDIS_URL": redis,
        "TEST_LEFT_OUT": "; ".join(filter(None, left_out)),
    }


def _how(asked: argparse.Namespace, rest: list[str], settings: dict[str, str]) -> list[str]:
    """pytest's own words. With PostgreSQL here, one worker tries all on SQLite and the other all on PostgreSQL."""
    if asked.deep:
        seed = ["--seed", str(asked.seed)] if asked.seed is not None else []
        return [DEEP, "--deep", asked.deep, *seed, "-p", "no:randomly", "-s"]
    marks = ["-m", "not slow and not browser"] if asked.quick else []
    if _is_alone(rest):
        return marks
    return [
        *marks,
        "-o",
        "console_output_style=classic",
        "-n",
        "2",
        *(["--dist", "each"] if settings["TEST_BOTH"] else []),
    ]


def _in_its_own_time(command: list[str], settings: dict[str, str]) -> int:
    """Wait for pytest to finish by itself, also after Ctrl-C, so that it can tidy up and say its last line."""
    running = subprocess.Popen(command, cwd=HOUSE, env=settings)
    try:
        while True:
            with contextlib.suppress(KeyboardInterrupt):
                return running.wait()
    finally:
        if running.poll() is None:
            running.terminate()
            running.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
