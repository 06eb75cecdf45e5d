"""Every connection to either database keeps what it has acknowledged; a careless one is refused."""

from __future__ import annotations

import threading

import pytest
from django.db import connection, connections

from withness.foundation.databases import CarelessDatabase, careless_settings, check_connection

MUST_ON_SQLITE = {"journal_mode": "wal", "synchronous": 2, "secure_delete": 1, "foreign_keys": 1}
MUST_ON_POSTGRES = {"synchronous_commit": "on", "fsync": "on", "full_page_writes": "on"}


def ask(name: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {name}" if connection.vendor == "sqlite" else f"SHOW {name}")
        return cursor.fetchone()[0]


def in_another_thread(do: object) -> object:
    """A thread has a connection of its own."""
    found: list[object] = []

    def run() -> None:
        try:
            found.append(do())
        except Exception as trouble:
            found.append(trouble)
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    return found[0]


@pytest.mark.sqlite
def test_sqlite_forgets_nothing_on_any_connection(transactional_db: None) -> None:
    def held() -> dict[str, object]:
        return {name: ask(name) for name in MUST_ON_SQLITE}

    assert held() == MUST_ON_SQLITE
    assert in_another_thread(held) == MUST_ON_SQLITE


@pytest.mark.sqlite
def test_sqlite_begins_every_transaction_as_one_that_writes(transactional_db: None) -> None:
    assert connection.settings_dict["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


@pytest.mark.postgres
def test_postgresql_forgets_nothing_on_any_connection(transactional_db: None) -> None:
    def held() -> dict[str, object]:
        return {name: ask(name) for name in MUST_ON_POSTGRES}

    assert held() == MUST_ON_POSTGRES
    assert in_another_thread(held) == MUST_ON_POSTGRES


@pytest.mark.parametrize("setting", ["synchronous=NORMAL", "synchronous=OFF", "secure_delete=OFF", "foreign_keys=OFF"])
@pytest.mark.sqlite
def test_a_careless_sqlite_is_refused(transactional_db: None, setting: str) -> None:
    def open_carelessly() -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA {setting}")
        check_connection(connection=connection)

    refused = in_another_thread(open_carelessly)
    assert isinstance(refused, CarelessDatabase)
    assert str(refused).startswith(f"The database would not keep what it promised: {setting.split('=')[0]} is ")


@pytest.mark.postgres
def test_a_careless_postgresql_is_refused(transactional_db: None) -> None:
    def open_carelessly() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET synchronous_commit = off")
        check_connection(connection=connection)

    refused = in_another_thread(open_carelessly)
    assert isinstance(refused, CarelessDatabase)
    assert str(refused) == "The database would not keep what it promised: synchronous_commit is off, and must be on"


def test_the_check_hears_of_every_new_connection(transactional_db: None) -> None:
    from django.db.backends.signals import connection_created

    assert careless_settings(connection) == []
    heard = [receiver[1]() if callable(receiver[1]) else receiver[1] for receiver in connection_created.receivers]
    assert check_connection in heard
