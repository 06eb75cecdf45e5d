"""Houses with a fault put in on purpose, so that a proof can show that it would notice one.

`python -m testing.seeded FAULT…` serves like `withness.foundation.serving`, with those faults. `unhurried` is none: it
lifts what slows down a person who writes very much, for proofs that write more in a minute than anybody in a year; nor
is `undaunted`: a process that falls again and again is started again at once.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

_faults: dict[str, Callable[[], None]] = {}


def fault(put_in: Callable[[], None]) -> Callable[[], None]:
    """Make a function of this module known by its name."""
    _faults[put_in.__name__] = put_in
    return put_in


@fault
def unhurried() -> None:
    """Nobody is asked to wait because they write much."""
    from withness.shares import pace

    pace._check = lambda *_: None


@fault
def undaunted() -> None:
    """No pause between two falls of a process."""
    from withness.foundation.serving import children

    children.SETTLED = 0.0


@fault
def says_too_soon() -> None:
    """A share is acknowledged first and committed a moment later."""
    from withness.foundation import clock
    from withness.shares import sharing

    keep = sharing._keep

    def later(new: Any) -> Any:
        new.at = clock.now()
        threading.Thread(target=lambda: (time.sleep(0.1), keep(new)), daemon=True).start()
        return new

    sharing._keep = later


@fault
def forgets_keys() -> None:
    """What is sent again is kept again."""
    from withness.foundation.ids import new_id
    from withness.shares import replying, sharing

    sharing.sent_as = replying.sent_as = lambda _key: new_id()


@fault
def resumes_from_now() -> None:
    """A listener who comes back hears only what happens from then on."""
    from withness.foundation.live.knocking import Knock

    Knock.after = lambda _self: ""


@fault
def trusts_words() -> None:
    """Nothing that is written is made safe."""
    from withness.foundation import text

    text._markdown.options["html"] = True
    text._markdown.enable(["html_block", "html_inline", "image"])
    text._looks_built_to_be_slow = lambda _words: False
    text.nh3 = type("Trusting", (), {"clean": staticmethod(lambda html, **_more: html)})


@fault
def shows_pictures() -> None:
    """Words may hold pictures, as a sanitiser lets them by itself: each of them asks a stranger's server."""
    import nh3

    from withness.foundation import text

    text._markdown.options["html"] = True
    text._markdown.enable(["html_block", "html_inline", "image"])
    text.nh3 = type("Careless", (), {"clean": staticmethod(lambda html, **_more: nh3.clean(html))})


@fault
def lets_anybody_sit() -> None:
    """Who is not in a group sits in its first member's seat."""
    from withness.groups import seats
    from withness.groups.models import Member

    membership = seats.membership

    def anybody(person: Any, group_id: str) -> Any:
        first = Member._default_manager.select_related("group", "person").filter(group_id=group_id).first()
        return membership(person, group_id) or first

    seats.membership = anybody


@fault
def sees_across_boundaries() -> None:
    """A boundary is drawn and then not looked at."""
    from withness.shares.reading import Sight

    Sight.shows = lambda _self, _author_id, _at: True


@fault
def tells_hidden_groups_apart() -> None:
    """A group one may not know of is answered with 403 rather than like a missing one."""
    from django.http import HttpResponseForbidden

    from withness.groups.models import Group
    from withness.home import refusals

    plain = refusals.not_here

    def not_here(request: Any, exception: Any = None) -> Any:
        parts = request.path.split("/")
        if len(parts) > 2 and parts[1] == "g" and Group._default_manager.filter(id=parts[2]).exists():
            return HttpResponseForbidden("Not for you.")
        return plain(request, exception)

    refusals.not_here = not_here


@fault
def waits_for_ever() -> None:
    """Somebody who opens a connection may take as long as they like to say what they want, as often as they like."""
    from withness.foundation.serving import front, room
    from withness.foundation.serving.patience import Stage

    front.HEAD_SECONDS = 3600.0
    front.MOST_FROM_ONE = 1_000_000
    Stage.give_up_oldest = lambda _self: False
    room.RESERVE = 0


@fault
def counts_listeners() -> None:
    """So many connections from one address, whatever they are for."""
    from withness.foundation.live.hub import Hub
    from withness.foundation.live.refusals import LATER

    knocked = Hub.knocked

    def counted(self: Any, listener: Any) -> None:
        knocked(self, listener)
        if len(self.company.everybody) > 60:
            listener.end(LATER)

    Hub.knocked = counted


@fault
def skips_a_listener() -> None:
    """Now and then somebody is passed over when news are told."""
    from withness.foundation.live.channel import Channel

    tell = Channel.tell

    def careless(self: Any, told: Any) -> int:
        first = next(iter(self.listening), None)
        if first is not None and told[-1].event.seq % 3 == 0:
            del self.listening[first]
            count = tell(self, told)
            self.listening[first] = None
            return count
        return tell(self, told)

    Channel.tell = careless


@fault
def carries_letters_inside() -> None:
    """A letter is carried to the mail server within a transaction, by the one who does all that is due."""
    from withness.foundation import timers

    timers._outside.clear()


@fault
def keeps_a_short_queue() -> None:
    """The loop opens the door again with a queue of its own, as it does when it is not told otherwise."""
    from withness.foundation.serving import web

    web.QUEUE = 100


@fault
def hangs_up_when_stopping() -> None:
    """Told to stop, a web process ends at once, whoever is being answered."""
    from withness.foundation.serving import web

    async def close(server: Any, door: Any, lobby: Any) -> None:
        server.close()
        door.close()

    web.close = close


def main(names: list[str]) -> int:
    """Put the faults in, then serve."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    for name in names:
        _faults[name]()
    from withness.foundation.serving import serve

    return serve()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
