"""The data folder belongs to Withness alone, and nobody else on the machine can look into it."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from config.environment import BadSetting
from config.keeping import make_data_folder, read_secret


def mode(place: Path) -> int:
    return stat.S_IMODE(place.stat().st_mode)


def test_a_new_folder_is_made_closed_with_a_secret_that_is_kept(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "data"
    secret = make_data_folder(folder, folder / "run")
    assert (mode(folder), mode(folder / "run"), mode(folder / "secret")) == (0o700, 0o700, 0o600)
    assert len(secret) >= 60
    assert make_data_folder(folder, folder / "run") == secret == read_secret(folder)
    assert sorted(path.name for path in folder.iterdir()) == ["run", "secret", "withness.txt"]


def test_an_open_folder_with_a_log_in_it_is_closed_and_used(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    folder.chmod(0o755)
    (folder / "server.log").touch()
    make_data_folder(folder, folder / "run")
    assert mode(folder) == 0o700


def test_a_folder_opened_later_is_not_closed_in_silence(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    make_data_folder(folder, folder / "run")
    folder.chmod(0o755)
    make_data_folder(folder, folder / "run")
    assert mode(folder) == 0o755  # serve and doctor say so aloud instead


@pytest.mark.parametrize("folder", [Path("/"), Path("/etc"), Path("/usr")])
def test_the_machines_own_folders_are_refused_and_stay_as_they_are(folder: Path) -> None:
    before = mode(folder)
    with pytest.raises(BadSetting, match="holds other things"):
        make_data_folder(folder, folder / "run")
    assert mode(folder) == before
    assert not (folder / "secret").exists()


def test_a_file_in_its_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / "data").touch()
    with pytest.raises(BadSetting, match="is a file"):
        make_data_folder(tmp_path / "data", tmp_path / "data" / "run")


def test_a_secret_given_by_the_operator_is_not_written_down(tmp_path: Path) -> None:
    assert make_data_folder(tmp_path / "data", tmp_path / "data" / "run", needs_secret=False) == ""
    assert not (tmp_path / "data" / "secret").exists()
