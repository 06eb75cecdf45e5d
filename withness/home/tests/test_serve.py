"""`withness serve`: it makes ready by itself, and does not start on settings that would put people at risk."""

from __future__ import annotations

from pathlib import Path

import pytest

from testing.ready import copy_tables
from withness.home.tests.typing_it import withness


def test_careless_settings_stop_it_before_anything_is_made(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    said = withness(folder, "serve", WITHNESS_HOST="0.0.0.0", WITHNESS_BASE_URL="http://circle.example.org")  # noqa: S104
    assert (said.returncode, said.stdout) == (2, "")
    assert said.stderr.splitlines() == [
        "circle.example.org would be reached over http, so anybody on the way could read along: "
        "WITHNESS_BASE_URL must be https.",
    ]
    assert not folder.exists()


@pytest.mark.slow
def test_preparing_makes_everything_and_a_second_time_gathers_nothing_again(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    assert withness(folder, "serve", "--prepare").returncode == 0
    styles = folder / "static" / "css"
    assert (folder / "static" / "staticfiles.json").exists()
    before = {path.name: path.stat().st_mtime_ns for path in styles.iterdir()}
    assert withness(folder, "serve", "--prepare").returncode == 0
    assert {path.name: path.stat().st_mtime_ns for path in styles.iterdir()} == before


def test_a_port_that_is_taken_is_told_in_one_sentence(tmp_path: Path) -> None:
    import socket

    copy_tables(tmp_path / "data" / "withness.sqlite3")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        said = withness(tmp_path / "data", "serve", WITHNESS_PORT=port, WITHNESS_DEMO="no")
    assert (said.returncode, said.stdout) == (2, "")
    assert said.stderr == f"Cannot listen on 127.0.0.1 port {port}: Address already in use.\n"
