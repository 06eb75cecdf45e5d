"""How this house runs its tests: which database a test is for, what is left out and why, and proofs at full size.

`bin/test` starts two workers that each try everything (`--dist each`): the first on SQLite, the second on PostgreSQL.
What has nothing to do with a database runs once: on the second, if it is a browser before a house of its own (which lies
on SQLite wherever it is started), else on the first. So both have about as much to do.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator

import pytest
from django.utils import translation
from hypothesis import HealthCheck
from hypothesis import settings as searching

from testing.chromium import find_chromium

# A busy machine is slow now and then; that says nothing about the property that is tried.
searching.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True)
searching.load_profile("house")

BOTH = os.environ.get("TEST_BOTH") == "1"
_TOUCHES = {"db", "transactional_db", "django_db_reset_sequences", "live_server"}


def pytest_addoption(parser: pytest.Parser) -> None:
    """Words of our own."""
    parser.addoption("--deep", default="", help="run this proof at full size and write what it found to docs/proofs.md")
    parser.addoption("--seed", type=int, default=None, help="with --deep: the seed to begin from")
    parser.addoption("--renew", action="store_true", help="write down anew how the parts of the house look")


def pytest_configure(config: pytest.Config) -> None:
    """Where the answers of all workers come together, each failure is told by its name at once."""
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(_Teller(config))


class _Teller:
    """A whole run takes a quarter of an hour; whoever waits for it can begin to mend with the first F."""

    def __init__(self, config: pytest.Config) -> None:
        self.config = config

    @pytest.hookimpl(trylast=True)
    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        page = self.config.pluginmanager.get_plugin("terminalreporter")
        if report.failed and page is not None:
            page.write_line(f"\nfailed: {report.nodeid}: {_last_line(report)}")


def _last_line(report: pytest.TestReport) -> str:
    crash = getattr(report.longrepr, "reprcrash", None)
    return str(crash.message if crash else report.longrepr).splitlines()[0][:200]


def pytest_report_header(config: pytest.Config) -> list[str]:
    """What this run stands on."""
    bases = "SQLite [gw0] and PostgreSQL [gw1]" if BOTH else ("PostgreSQL" if _on_postgres() else "SQLite")
    return [f"withness: on {bases}; Chromium: {find_chromium() or 'none'}"]


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep what this worker is to try; skip aloud what this machine cannot."""
    kept, others = [], []
    deep = config.getoption("--deep")
    for item in items:
        wanted = deep or not item.get_closest_marker("deep")
        (kept if wanted and _is_for_us(item) else others).append(item)
    for item in kept:
        if item.get_closest_marker("browser") and not find_chromium():
            item.add_marker(pytest.mark.skip(reason="there is no Chromium here"))
        if item.get_closest_marker("postgres") and not _on_postgres():
            item.add_marker(pytest.mark.skip(reason="there is no PostgreSQL here"))
    items[:] = _evenings_in_order(kept)
    if others:
        config.hook.pytest_deselected(items=others)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup() -> None:
    """Each test begins in English: a browser that spoke another language leaves it in the thread."""
    translation.deactivate()


def pytest_collection_finish() -> None:
    """What was read to collect three thousand tests stays anyway: let nobody look through it again for rubbish."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Say which of the two databases a test was tried on, where the answers of both come together."""
    worker = getattr(report, "node", None)
    if BOTH and worker is not None and worker.gateway.id == "gw1" and "browser" not in report.keywords:
        report.nodeid += " on PostgreSQL"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The line before the last: what was not tried, and why."""
    left_out = os.environ.get("TEST_LEFT_OUT", "")
    if left_out:
        terminalreporter.write_line(f"Left out: {left_out}.", yellow=True)


def _evenings_in_order(items: list[pytest.Item]) -> list[pytest.Item]:
    """The same tests, shuffled as they were, but an evening told in parts (one circle, several tests) as it is written."""
    parts: dict[object, list[pytest.Item]] = {}
    for item in items:
        if item.get_closest_marker("evening"):
            parts.setdefault(item.path, []).append(item)
    for told in parts.values():
        told.sort(key=lambda item: item.reportinfo()[1] or 0)
    return [parts[item.path].pop(0) if item.get_closest_marker("evening") else item for item in items]


def _is_for_us(item: pytest.Item) -> bool:
    """Whether this worker, on its database, is to try this test."""
    if _on_postgres():
        for_us = not BOTH or _is_for_both(item) or _brings_a_house(item)
        return for_us and not item.get_closest_marker("sqlite")
    return not (BOTH and (item.get_closest_marker("postgres") or _brings_a_house(item)))


def _is_for_both(item: pytest.Item) -> bool:
    """Whether a test says something about the database, so that it is worth trying on the second one too."""
    if item.get_closest_marker("postgres"):
        return True
    once = item.get_closest_marker("browser") or item.get_closest_marker("slow")
    touches = item.get_closest_marker("django_db") or _TOUCHES & set(_fixtures(item))
    return bool(touches and not once)


def _brings_a_house(item: pytest.Item) -> bool:
    """Whether a browser looks at a house that the test starts for it, whichever database this process is on."""
    here = item.get_closest_marker("sqlite") or "live_server" in set(_fixtures(item))
    return bool(item.get_closest_marker("browser") and not here)


def _fixtures(item: pytest.Item) -> Iterator[str]:
    yield from getattr(item, "fixturenames", ())


def _on_postgres() -> bool:
    from django.conf import settings

    return bool(settings.DATABASES["default"]["ENGINE"].endswith("postgresql"))
