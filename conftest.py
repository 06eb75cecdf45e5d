"""What every test may ask for."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection
from django.test import Client

from testing.cast import Cast, assemble
from testing.cast_again import again
from testing.programs import Program
from testing.ready import copy_tables
from withness.people.models import Person

pytest_plugins = ["testing.plugin"]


@pytest.fixture(autouse=True, scope="session")
def _one_index_a_test() -> None:
    """The finder makes its index anew in a thread, which must not outlive the test whose rows it reads."""
    from withness.meetings.finding import index

    index.FRESH = float("inf")


@pytest.fixture(scope="session")
def django_db_keepdb(request: pytest.FixtureRequest, django_db_modify_db_settings: None) -> bool:
    """On SQLite the tables are copied ready-made; the setup still asks for migrations that they have not seen."""
    if connection.vendor != "sqlite" or request.config.getoption("--create-db"):
        return False
    copy_tables(Path(connection.creation._get_test_db_name()))
    return True


@pytest.fixture
def cast(db: None) -> Cast:
    """Ana, Ben, Chidi, Dana, Eve and Sam, in their groups."""
    return again(assemble)


@pytest.fixture
def as_():
    """`as_(cast.ana)` is a browser in which Ana has signed in; `as_(None)` is a stranger's."""

    def browser(person: Person | None) -> Client:
        client = Client()
        if person is not None:
            client.force_login(person, backend="withness.people.signing_in.ByNickname")
        return client

    return browser


@pytest.fixture
def program():
    """`program(cast.ana)` acts for Ana with a token of hers; `program(None)` has none."""
    return Program
