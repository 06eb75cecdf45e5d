"""The command line: plain words, one sentence when something is not meant, and nothing changed by it."""

from __future__ import annotations

from pathlib import Path

import pytest

from withness import __version__
from withness.home.commands.line import COMMANDS, run
from withness.home.tests.typing_it import withness


def test_help_names_every_command_in_plain_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--help"]) == 0
    said = capsys.readouterr().out
    assert [command.NAME for command in COMMANDS if f"  {command.NAME} " not in said] == []


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.NAME)
def test_every_command_explains_itself(command: object, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        run([command.NAME, "--help"])
    assert command.SAYS in " ".join(capsys.readouterr().out.split())


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out == f"withness {__version__}\n"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["doctr"], "There is no command “doctr”. Did you mean “doctor”?"),
        (["sing"], "There is no command “sing”. Try: withness --help"),
        (["--unknown"], "There is no command “--unknown”. Try: withness --help"),
        (
            ["migrate", "now"],
            "withness migrate: unrecognized arguments: now. To read more: withness migrate --help",
        ),
    ],
)
def test_what_is_not_meant_is_said_in_one_sentence(
    words: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(words) == 2
    assert capsys.readouterr() == ("", sentence + "\n")


@pytest.mark.parametrize(
    ("variables", "sentence"),
    [
        ({"WITHNESS_PORT": "door"}, "WITHNESS_PORT must be a whole number from 1 to 65535, not 'door'."),
        ({"WITHNESS_DAT": "x"}, "There is no setting WITHNESS_DAT. Did you mean WITHNESS_DATA?"),
        ({"DATABASE_URL": "oracle://x"}, "DATABASE_URL must begin with postgresql:// (or be left out, for SQLite)."),
    ],
)
def test_a_setting_that_cannot_be_read_changes_nothing(
    variables: dict[str, str], sentence: str, tmp_path: Path
) -> None:
    folder = tmp_path / "data"
    said = withness(folder, "migrate", **variables)
    assert (said.returncode, said.stdout, said.stderr) == (2, "", sentence + "\n")
    assert not folder.exists()


def test_a_database_that_does_not_answer_is_told_without_a_traceback(tmp_path: Path) -> None:
    said = withness(tmp_path / "data", "migrate", DATABASE_URL="postgresql://nobody@127.0.0.1:1/none")
    assert (said.returncode, said.stdout) == (2, "")
    assert said.stderr == "The database does not answer as it should. To see what is wrong: withness doctor\n"


@pytest.mark.slow
def test_migrate_makes_the_folder_and_the_database_and_twice_changes_nothing(tmp_path: Path) -> None:
    first, again = withness(tmp_path / "data", "migrate"), withness(tmp_path / "data", "migrate")
    assert (first.returncode, again.returncode) == (0, 0)
    assert first.stdout.startswith("The database is up to date (")
    assert again.stdout == "The database is up to date.\n"
    assert (tmp_path / "data" / "withness.sqlite3").stat().st_mode & 0o077 == 0
