"""What Lighthouse says of pages: `python -m testing.lighthouse / /today --as ana` prints its three scores for each.

It asks a demo that serves already (`bin/serve`; `--at` names another address), steps in there as one of the cast, and
fetches Lighthouse with npm into a folder that is thrown away. Nothing of npm is in the repository, and no test of `bin/test`
needs it. Phones are pretended, as Lighthouse does by itself.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, sync_playwright

from testing.chromium import find_chromium
from testing.houses import free_port

WANTED = "lighthouse@12"
ASKED = "performance,accessibility,best-practices"
LEAST = 98


def main() -> None:
    """Exit code 1 where a score is under `LEAST`."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("pages", nargs="+")
    ask.add_argument("--as", dest="who", default="")
    ask.add_argument("--at", default="http://127.0.0.1:8000")
    asked = ask.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["npm", "install", "--silent", "--no-save", WANTED], cwd=folder, check=True)
        low = _look_at_all(Path(folder), asked)
    sys.exit(1 if low else 0)


def _look_at_all(folder: Path, asked: argparse.Namespace) -> list[str]:
    port, low = free_port(), []
    with sync_playwright() as play:
        window = play.chromium.launch_persistent_context(
            str(folder / "profile"), executable_path=find_chromium(), base_url=asked.at,
            args=["--no-sandbox", f"--remote-debugging-port={port}"],
        )  # fmt: skip
        _step_in(window, asked.who)
        for path in asked.pages:
            scores, missed = _scores(folder, port, asked.at + path)
            print(path, scores, *missed, flush=True)
            low += [path] if min(scores.values()) < LEAST else []
        window.close()
    return low


def _step_in(window: BrowserContext, who: str) -> None:
    """A real sign-in, so that every request of the page carries it, also those of its live stream."""
    if who:
        page = window.new_page()
        page.goto("/")
        page.locator(f'button[name="who"][value="{who}"]').first.click()
        page.wait_for_url("**/today")
        page.close()


def _scores(folder: Path, port: int, address: str) -> tuple[dict[str, int], list[str]]:
    """Each score of 100, and what was found wanting. A page that did not load has no score: 0."""
    command = [
        "npx", "lighthouse", address, "--quiet", "--output=json", "--output-path=said.json", f"--port={port}",
        "--disable-storage-reset", f"--only-categories={ASKED}",
    ]  # fmt: skip
    (folder / "said.json").unlink(missing_ok=True)  # what was said of the page before is not said of this one
    subprocess.run(command, cwd=folder, check=False, timeout=180, capture_output=True)
    if not (folder / "said.json").exists():
        return dict.fromkeys(ASKED.split(","), 0), ["Lighthouse said nothing"]
    said: dict[str, Any] = json.loads((folder / "said.json").read_text())
    parts = said["categories"]
    scores = {name: round((part["score"] or 0) * 100) for name, part in parts.items()}
    named = [ref["id"] for part in parts.values() for ref in part["auditRefs"] if ref["weight"]]
    shown = said.get("finalDisplayedUrl", "")
    there = [] if shown == address else [f"shown: {shown}", said.get("runtimeError", {}).get("message", "")]
    return scores, there + [
        name for name in named if (score := said["audits"][name]["score"]) is not None and score < 0.9
    ]


if __name__ == "__main__":
    main()
