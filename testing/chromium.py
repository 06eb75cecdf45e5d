"""The browser of the tests: Chromium as the system has it, or as Playwright fetched it; fetched where we may."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find_chromium() -> str:
    """Where Chromium is, or empty. `CHROMIUM` names another one."""
    given = os.environ.get("CHROMIUM", "")
    if given:
        return given if os.access(given, os.X_OK) else ""
    return next((found for name in NAMES if (found := shutil.which(name))), "") or _playwrights_own()


def find_or_fetch_chromium() -> str:
    """As `find_chromium`; when there is none, root on Debian asks apt for it and others ask Playwright."""
    found = find_chromium()
    if found or os.environ.get("CHROMIUM"):
        return found
    print("There is no Chromium here. Fetching it for the browser tests.", flush=True)
    if os.geteuid() == 0 and shutil.which("apt-get"):
        for command in (["update", "-q"], ["install", "-y", "-q", "--no-install-recommends", "chromium"]):
            _quietly(["apt-get", *command])
    else:
        _quietly([sys.executable, "-m", "playwright", "install", "chromium"])
    return find_chromium()


def _playwrights_own() -> str:
    """The newest one in Playwright's own folder, if it has been there."""
    base = os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or Path.home() / ".cache" / "ms-playwright"
    found = sorted(Path(base).glob("chromium-*/chrome-linux*/chrome"))
    return str(found[-1]) if found else ""


def _quietly(command: list[str]) -> None:
    """Fetch without showing from where."""
    settings = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(command, env=settings, capture_output=True, check=False)
