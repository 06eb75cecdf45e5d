"""A mail server that takes up and says nothing: words and turns go on meanwhile, and the letters stay in their box."""

from __future__ import annotations

import contextlib
import socket
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from testing.houses import House, running_house

LETTERS = 6  # more than there are hands to carry them
PATIENCE = 15.0  # seconds; the house itself gives a mail server twenty


class SilentServer:
    """Takes every call, says nothing, and counts who hung up."""

    def __init__(self) -> None:
        self.door = socket.create_server(("127.0.0.1", 0))
        self.port = int(self.door.getsockname()[1])
        self.came = threading.Event()
        self.gone = 0
        threading.Thread(target=self._take, daemon=True).start()

    def _take(self) -> None:
        with contextlib.suppress(OSError):  # the door is closed in the end
            while True:
                guest, _address = self.door.accept()
                self.came.set()
                threading.Thread(target=self._listen, args=(guest,), daemon=True).start()

    def _listen(self, guest: socket.socket) -> None:
        with contextlib.suppress(OSError):
            guest.recv(1)
        self.gone += 1
        guest.close()


@contextlib.contextmanager
def silent_server() -> Iterator[SilentServer]:
    """It takes calls until you are done."""
    server = SilentServer()
    try:
        yield server
    finally:
        server.door.close()


def go_on_without_mail(*, faults: Sequence[str] = (), postgres: str = "") -> dict[str, int]:
    """Letters hang; somebody replies, and something falls due. Raises `AssertionError` when one of these waits until the
    mail server is given up.
    """
    with (
        tempfile.TemporaryDirectory() as folder,
        silent_server() as server,
        running_house(
            Path(folder), postgres=postgres, faults=faults, WITHNESS_MAIL=f"smtp://127.0.0.1:{server.port}"
        ) as house,
    ):
        cast = house.errand("cast")
        face = cast["members"][f"ana in {cast['groups']['long_nights']}"]
        said = house.errand("share", member_id=face)
        house.errand("letters", count=LETTERS)
        assert server.came.wait(PATIENCE), "no letter left the house"
        house.errand("reply", member_id=face, share_id=said, words="Still here.")
        assert not server.gone, "a reply waited for the mail server"
        house.errand("remind", kind="nobody_knows", about=said)
        _until_tried(house)
        assert not server.gone, "a clock waited for the mail server"
        [[left]] = house.errand("rows", sql="SELECT count(*) FROM foundation_letterbox")
    assert left == LETTERS, f"{LETTERS - left} letters are gone, and nobody took them"
    return {"letters": LETTERS, "kept": left}


def _until_tried(house: House) -> None:
    """A timer that nobody knows is put off at once by whoever looks at what is due."""
    end = time.monotonic() + PATIENCE
    while not house.errand("rows", sql="SELECT 1 FROM foundation_timer WHERE last_trouble = 'LookupError'"):
        assert time.monotonic() < end, "a clock waited for the mail server"
        time.sleep(0.1)
