"""Makes `.venv` and keeps it right: `python environment.py PYTHON`, or with `--dev` also what the tests need.

Only the standard library, because nothing else is there yet. Everything installed is held to the hashes in the lock
files. Says a sentence and leaves with 2 when it cannot go on. No registry's address is ever printed.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

HOUSE = Path(__file__).resolve().parent.parent.parent
VENV = HOUSE / ".venv"
STAMP = VENV / "withness-stamp.json"
LOCKS = {"run": HOUSE / "requirements.lock", "dev": HOUSE / "requirements-dev.lock"}
ADDRESS = re.compile(r"\w+://\S+|host='[^']*'|\b[\w-]+(\.[\w-]+)*\.(org|com|net|io|dev|example)\b\S*", re.IGNORECASE)


class CannotGoOn(Exception):
    """What is wrong and what helps, in a sentence."""


def main(arguments: list[str]) -> int:
    """Make or mend the environment, alone: a second command waits for the first."""
    parts = ["run", "dev"] if "--dev" in arguments else ["run"]
    python = next((word for word in arguments if not word.startswith("-")), sys.executable)
    if sys.prefix != sys.base_prefix:  # an environment cannot be made anew by the Python that lives in it
        python = getattr(sys, "_base_executable", python)
    door = os.open(HOUSE, os.O_RDONLY)
    try:
        wait_for_turn(door)
        make_right(parts, python)
    except CannotGoOn as no:
        say(str(no))
        return 2
    except OSError as no:
        say(f"The environment in .venv could not be made: {no.strerror}.")
        return 2
    except KeyboardInterrupt:
        say("Stopped. Nothing is lost; the next start begins again.")
        return 130
    finally:
        os.close(door)
    return 0


def wait_for_turn(door: int) -> None:
    """One at a time in one house; the lock falls with the process that holds it."""
    try:
        fcntl.flock(door, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        say("Another command is making the environment. Waiting for it.")
        fcntl.flock(door, fcntl.LOCK_EX)


def make_right(parts: list[str], python: str) -> None:
    """Nothing when all is well; else install what changed, or begin anew when something is broken or half made."""
    wanted = {part: hashlib.sha256(LOCKS[part].read_bytes()).hexdigest() for part in parts}
    kept = read_stamp()
    if kept is not None and all(kept.get(part) == wanted[part] for part in parts) and all_there(parts):
        return
    if kept is None or not all_there([part for part in LOCKS if part in kept]):
        kept = {}
        begin_anew(python)
    STAMP.unlink(missing_ok=True)  # from here to the end it is half made, and the next start must notice
    install(parts)
    make_importable()
    write_stamp({**identity(), **kept, **wanted})


def identity() -> dict[str, str]:
    """What an environment depends on besides the locks: this Python, and where the house stands."""
    return {"python": f"{sys.version_info.major}.{sys.version_info.minor}", "house": str(HOUSE)}


def read_stamp() -> dict[str, str] | None:
    """What the last finished installation wrote; None when there is none that fits this Python and this place."""
    try:
        kept = json.loads(STAMP.read_text())
    except (OSError, ValueError):
        return None
    fits = all(kept.get(name) == value for name, value in identity().items())
    return kept if fits and (VENV / "bin" / "python").exists() else None


def write_stamp(stamp: dict[str, str]) -> None:
    """At once or not at all."""
    fresh = STAMP.with_suffix(".new")
    fresh.write_text(json.dumps(stamp, indent=1) + "\n")
    fresh.replace(STAMP)


def all_there(parts: list[str]) -> bool:
    """Whether every locked package is still in its place, by its name on the shelf.

    The pip of Debian 12 leaves an `egg-info` of what it had to build itself: not seeing it made everything anew each time.
    """
    try:
        shelf = {
            plain(path.name.split("-")[0]) for kind in ("dist", "egg") for path in packages().glob(f"*.{kind}-info")
        }
    except OSError:
        return False
    return all(name in shelf for part in parts for name in locked_names(LOCKS[part]))


def locked_names(lock: Path) -> set[str]:
    """The packages a lock file asks for on this machine; those with a condition are left to pip."""
    lines = re.findall(r"^([A-Za-z0-9._-]+)==[^ ;]+( ;)?", lock.read_text(), re.MULTILINE)
    return {plain(name) for name, condition in lines if not condition}


def plain(name: str) -> str:
    """One spelling for a package's name."""
    return re.sub(r"[-_.]+", "_", name).lower()


def packages() -> Path:
    """Where the environment keeps its packages."""
    return VENV / "lib" / f"python{sys.version_info.major}.{sys.version_info.minor}" / "site-packages"


def begin_anew(python: str) -> None:
    """An empty environment in the place of whatever was there."""
    if VENV.is_symlink():
        raise CannotGoOn("The folder .venv is a link to another place; remove the link, then start again.")
    if VENV.exists():
        say("The environment in .venv is not whole, or belongs to another Python. Making it again.")
        shutil.rmtree(VENV)
    else:
        say("Making the environment in .venv. The first time takes about a minute.")
    made = run(one_that_can_make(python), "-m", "venv", str(VENV))
    if made.returncode:
        raise CannotGoOn(f"The environment could not be made. Python said: {last_words(made)}")


def one_that_can_make(python: str) -> str:
    """A Python that can make environments. Debian keeps that part in a package of its own: root fetches it here."""
    if can_make(python):
        return python
    version = "{}.{}".format(*sys.version_info[:2])
    package = "python3-venv" if is_the_usual(version) else f"python{version}-venv"
    command = f"apt-get install -y {package}"
    if not shutil.which("apt-get"):
        raise CannotGoOn("This Python cannot make environments: it lacks its modules venv and ensurepip.")
    if os.geteuid() != 0:
        raise CannotGoOn(f"One part of Python is missing. Run this once, then start again: sudo {command}")
    say(f"One part of Python is missing. Fetching it: {command}")
    for more in ([package], ["--reinstall", f"python{version}-venv"]):
        fetched = apt_install(*more)
        for one in (python, "/usr/bin/python3"):
            if can_make(one):
                return one
        if not fetched:
            break
    raise CannotGoOn(f"That did not work. Run this, then start again: apt-get update && {command}")


def can_make(python: str) -> bool:
    """Whether it is the same version as this Python and holds what an environment is made of."""
    version = f"sys.version_info[:2] != {tuple(sys.version_info[:2])}"
    return run(python, "-c", f"import ensurepip, venv, sys; sys.exit({version})").returncode == 0


def is_the_usual(version: str) -> bool:
    """Whether the system calls that version simply `python3`; its missing part then has a simple name too."""
    usual = run("/usr/bin/python3", "-c", "import sys; print('%d.%d' % sys.version_info[:2])")
    return usual.returncode != 0 or usual.stdout.strip() == version


def apt_install(*words: str) -> bool:
    """Fetch a Debian package; with fresh lists when the old ones do not know it."""
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    install = ("apt-get", "install", "-y", "-q", "--no-install-recommends", *words)
    if run(*install, **quiet).returncode == 0:
        return True
    return run("apt-get", "update", "-q", **quiet).returncode == 0 and run(*install, **quiet).returncode == 0


def install(parts: list[str]) -> None:
    """Put the locked packages in their place; a package that is not what the lock says is refused."""
    files = [word for part in parts for word in ("-r", str(LOCKS[part]))]
    switches = ["--require-hashes", "--no-input", "--disable-pip-version-check", "--quiet", "--no-warn-script-location"]
    done = run(str(VENV / "bin" / "python"), "-m", "pip", "install", *switches, *files, PIP_ROOT_USER_ACTION="ignore")
    if done.returncode == 0:
        return
    if "DO NOT MATCH THE HASHES" in done.stderr:
        raise CannotGoOn("A package that arrived is not the one we locked, so nothing of it was installed.")
    raise CannotGoOn(f"The packages could not be fetched. Is there a network? pip said: {last_words(done)}")


def make_importable() -> None:
    """The house can be imported from anywhere, and `.venv/bin/withness` is its command."""
    (packages() / "withness-house.pth").write_text(f"{HOUSE}\n")
    script = VENV / "bin" / "withness"
    script.write_text(f'#!/bin/sh\nexec {shlex.quote(str(VENV / "bin" / "python"))} -P -m withness "$@"\n')
    script.chmod(0o755)


def run(*words: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Run and listen; a command that is not there counts as one that failed."""
    settings = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "PYTHONHOME"}}
    try:
        return subprocess.run(words, capture_output=True, text=True, env=settings | more, check=False)  # noqa: S603
    except OSError as no:
        return subprocess.CompletedProcess(words, 127, "", str(no))


def last_words(done: subprocess.CompletedProcess[str]) -> str:
    """What a command said last about its trouble, without any address."""
    lines = [line for line in (done.stderr or done.stdout).splitlines() if line.strip()]
    troubles = [line for line in lines if "error" in line.lower()] or lines
    return ADDRESS.sub("(address left out)", troubles[-1] if troubles else "nothing")[:300]


def say(sentence: str) -> None:
    """To the person who waits."""
    print(sentence, file=sys.stderr, flush=True)  # noqa: T201


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
