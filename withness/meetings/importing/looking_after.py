"""What a steward does about the lists that meetings come from. Each act is written down, as everything stewards do."""

from __future__ import annotations

import gzip

from django.db import transaction
from django.utils.translation import gettext as _

from withness.foundation import clock
from withness.foundation.refusing import NotAllowed, NotUnderstood
from withness.foundation.text import clean_line
from withness.meetings.importing.fetching import looks_open
from withness.meetings.importing.listing import Wishes
from withness.meetings.importing.planning import plan_next, plan_reading
from withness.meetings.importing.taking_in import accept_fewer, is_address
from withness.meetings.models import Feed, Intake
from withness.meetings.vocabulary import FELLOWSHIPS
from withness.meetings.walls import is_zone
from withness.people.auditing import STEWARD, write_down
from withness.people.models import Person
from withness.people.stewarding import is_steward

OFTEN = (0, 6, 24, 168)  # hours between two readings


def try_list(
    *, by: Person, address: str, wishes: Wishes, hours: int = 0, file: tuple[str, bytes] | None = None
) -> Intake:
    """Read a list once, from an address or a file (its name and its bytes), and keep nothing of it yet.

    Raises `NotAllowed` or `NotUnderstood`.
    """
    _check(by)
    name = _name_of_file(file[0]) if file else _address(address)
    _check_wishes(wishes, hours)
    now = clock.now()
    with transaction.atomic():
        intake = Intake.objects.create(
            address=name, vocabulary=wishes.vocabulary, zone=wishes.zone, with_contacts=wishes.with_contacts,
            hours=0 if file else hours, body=gzip.compress(file[1], mtime=0) if file else None, begun_at=now, told_at=now,
        )  # fmt: skip
        plan_reading(intake)
        _write(by, "tried_list", intake.id, _("A list of meetings was tried."))
    return intake


def take_in_tried(*, by: Person, intake: Intake) -> Intake:
    """What was tried is kept from now on. Twice changes nothing. Raises `NotUnderstood` when there is nothing to keep."""
    _check(by)
    with transaction.atomic():
        held = Intake.objects.select_for_update().get(id=intake.id)
        if held.wanted_at is not None:
            return held
        if held.ended_at is None or held.trouble or not held.report.get("accepted") or held.body is None:
            raise NotUnderstood("intake", _("There is nothing in it that can be taken in."))
        held.wanted_at = held.told_at = clock.now()
        held.ended_at, held.step, held.done, held.total = None, Intake.WAITS, 0, 0
        held.save()
        plan_reading(held)
        _write(by, "took_in_list", held.id, _("A list of meetings was taken in."))
    return held


def begin_again(*, by: Person, intake: Intake) -> None:
    """It stopped on the way, with whoever worked on it: another tries."""
    _check(by)
    if intake.is_lost:
        Intake.objects.filter(id=intake.id).update(step=Intake.WAITS, told_at=clock.now(), done=0, total=0)
        plan_reading(intake)


def ask_now(*, by: Person, feed: Feed) -> Intake:
    """Read a list now, before its time; one that was stopped begins anew. Asking twice asks once."""
    _check(by)
    if not is_address(feed.address):
        raise NotUnderstood("feed", _("This list came as a file. Try the new file on the page for new lists."))
    going = feed.intakes.defer("body").filter(ended_at=None).order_by("-begun_at").first()
    if going is not None and not going.is_lost:
        return going
    now = clock.now()
    with transaction.atomic():
        Feed.objects.filter(id=feed.id).update(stopped_at=None, **({"etag": ""} if feed.stopped_at is not None else {}))
        intake = Intake.objects.create(
            feed=feed, address=feed.address, vocabulary=feed.vocabulary, zone=feed.zone, with_contacts=feed.with_contacts,
            hours=feed.hours, begun_at=now, told_at=now, wanted_at=now,
        )  # fmt: skip
        plan_reading(intake)
        _write(by, "asked_list", feed.id, _("A list of meetings was read before its time."))
    return intake


def change_list(*, by: Person, feed: Feed, wishes: Wishes, hours: int) -> None:
    """How it is read from the next time on, and how often."""
    _check(by)
    _check_wishes(wishes, hours, before=feed)
    with transaction.atomic():
        feed.vocabulary, feed.zone, feed.with_contacts = wishes.vocabulary, wishes.zone, wishes.with_contacts
        feed.hours, feed.etag = (hours if is_address(feed.address) else 0), ""
        feed.stopped_at = None if feed.hours else feed.stopped_at
        feed.save(update_fields=["vocabulary", "zone", "with_contacts", "hours", "etag", "stopped_at"])
        plan_next(feed)
        _write(by, "changed_list", feed.id, _("How a list of meetings is read was changed."))


def stop_list(*, by: Person, feed: Feed, take_down: bool) -> None:
    """Read it no more. Its meetings stay, as not seen since now, or are taken down; either comes back with the list."""
    _check(by)
    now = clock.now()
    with transaction.atomic():
        Feed.objects.filter(id=feed.id).update(hours=0, stopped_at=now, etag="", shrunk_to=None)
        feed.hours = 0
        plan_next(feed)
        feed.meetings.filter(missing_since=None).update(missing_since=now)
        if take_down:
            # Without its fingerprint each is written anew, and so opened again, should the list come back.
            feed.meetings.filter(ended_at=None).update(ended_at=now, changed_at=now, fingerprint="")
        why = _("A list of meetings was stopped, and its meetings taken down.") if take_down else _(
            "A list of meetings was stopped."
        )  # fmt: skip
        _write(by, "stopped_list", feed.id, why)


def say_it_is_right(*, by: Person, feed: Feed) -> None:
    """A list fell below half, and that is right: the next reading counts."""
    _check(by)
    with transaction.atomic():
        accept_fewer(feed)
        _write(by, "accepted_shorter_list", feed.id, _("A list of meetings fell below half, and that is right."))


def _check(by: Person) -> None:
    if not is_steward(by):
        raise NotAllowed(_("Only stewards look after the lists."))
    if by.is_demo:  # whoever tries the demo must not be able to send this server anywhere
        raise NotAllowed(_("The demo takes in no lists."))


def _address(text: str) -> str:
    address = text.strip()
    if not address:
        raise NotUnderstood("address", _("Give the address of the list, or choose a file."))
    if len(address) > 400 or not looks_open(address):
        raise NotUnderstood(
            "address", _("Only addresses of the open web are fetched, such as https://example.org/meetings.json.")
        )
    if Feed.objects.filter(address=address).exists():
        raise NotUnderstood("address", _("This list is here already. On its own page you can ask for it again."))
    return address


def _name_of_file(name: str) -> str:
    name = clean_line(name.replace("\\", "/").rpartition("/")[2], longest=120)
    return "list" if not name or is_address(name) else name


def _check_wishes(wishes: Wishes, hours: int, *, before: Feed | None = None) -> None:
    """What the command line chose `before` may stay as it is."""
    if wishes.vocabulary not in FELLOWSHIPS and (before is None or wishes.vocabulary != before.vocabulary):
        raise NotUnderstood("vocabulary", _("Choose one of them."))
    if wishes.zone and not is_zone(wishes.zone):
        raise NotUnderstood("zone", _("Choose one of them."))
    if hours not in OFTEN and (before is None or hours != before.hours):
        raise NotUnderstood("hours", _("Choose one of them."))


def _write(by: Person, what: str, thing: str, why: str) -> None:
    write_down(role=STEWARD, what=what, by=by, thing=f"list:{thing}", why=why)
