"""The code as a reader finds it: one style, every type told, imports that go down the stairs only."""

import pytest

from testing.running.checks import CHECKS, Check, complaints


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.name)
def test_the_house_is_tidy(check: Check) -> None:
    found = complaints(check)
    assert not found, found
