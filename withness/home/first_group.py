"""A first group, thought through step by step, and then made to stand all at once: nobody comes into half a group."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.db import transaction
from django.http import QueryDict
from django.utils.translation import gettext as _

from withness.foundation.refusing import NotUnderstood
from withness.foundation.text import clean, clean_line
from withness.groups.agreeing import readable_agreement
from withness.groups.aliases import readable_alias
from withness.groups.beginning import take_up
from withness.groups.models import Group, Member
from withness.groups.opening import describe, open_group
from withness.groups.profiles import BY_SLUG
from withness.groups.starting_words import clauses_called
from withness.groups.suggesting import face_of
from withness.meetings.models import Series
from withness.meetings.planning import Wish, check_wish, plan_meeting
from withness.people.models import Person
from withness.safety import caring
from withness.safety.words.hearing import Sound
from withness.shares.models import Share
from withness.shares.sharing import readable, share

Said = Mapping[str, Any]
PURPOSE, WHO, AGREEMENT, MEETING, WORDS = STEPS = ("purpose", "who", "agreement", "meeting", "words")
FIELDS: dict[str, tuple[str, ...]] = {
    PURPOSE: ("profile", "title", "about"),
    WHO: ("joining", "face", "alias", "language", "zone"),
    AGREEMENT: ("own",),
    MEETING: ("how", "title", "day", "time", "rhythm", "minutes", "venue_name", "venue_address"),
    WORDS: ("words", "need"),
}
NOT_YET, HERE, PLACE = MEETS = ("not_yet", "here", "place")
RHYTHMS = ("weekly", "weekly-2", "monthly", "once")
LONGEST, MOST_CLAUSES = 21_000, 100


class NotThoughtOut(NotUnderstood):
    """A step needs another look before the group can stand. `step` names it."""

    def __init__(self, step: str, no: NotUnderstood) -> None:
        super().__init__(no.field, no.sentence)
        self.step = step


def said_in(step: str, form: QueryDict) -> dict[str, Any]:
    """What a form says at that step, as it was typed and no longer than can be kept."""
    said: dict[str, Any] = {name: clean(form.get(name, ""), longest=LONGEST) for name in FIELDS[step]}
    if step == AGREEMENT:
        said["clauses"] = [clean_line(name, longest=40) for name in form.getlist("clauses")[:MOST_CLAUSES]]
    return said


def trouble_at(step: str, kept: Mapping[str, Said]) -> NotUnderstood | None:
    """What needs another look at that step; nothing when it is thought out."""
    try:
        _CHECKS[step](kept)
    except NotUnderstood as no:
        return no
    return None


def next_step(kept: Mapping[str, Said]) -> str:
    """The first step that is not thought out; empty when all are."""
    return next((step for step in STEPS if trouble_at(step, kept) is not None), "")


def let_it_stand(*, person: Person) -> Member | None:
    """Open the group, plan its meeting and say its first words, in one breath; nothing when there is no draft (any more).

    Raises `NotThoughtOut` for the first step that needs another look; the draft stays.
    """
    with transaction.atomic():
        kept = take_up(person)
        if kept is None:
            return None
        for step in STEPS:
            no = trouble_at(step, kept)
            if no is not None:
                raise NotThoughtOut(step, no)
        return _open(person, kept)


def agreement_in(kept: Mapping[str, Said]) -> str:
    """The words of the agreement: the clauses that were ticked, and what they wrote themselves."""
    said = kept.get(AGREEMENT, {})
    points = "\n".join(f"- {sentence}" for sentence in clauses_called(said.get("clauses", ())))
    return "\n\n".join(part for part in (points, str(said.get("own", "")).strip()) if part)


def alias_in(kept: Mapping[str, Said]) -> tuple[str, str]:
    """The alias and the stone that were chosen: a name of one's own goes before the one that came with the stone."""
    said = kept.get(WHO, {})
    face = face_of(str(said.get("face", "")))
    return str(said.get("alias", "")).strip() or (face.alias if face else ""), face.stone if face else ""


def wish_in(kept: Mapping[str, Said]) -> Wish | None:
    """The meeting that was wished for; nothing for not yet."""
    said = kept.get(MEETING, {})
    if said.get("how") not in {HERE, PLACE}:
        return None
    in_place = said["how"] == PLACE
    return Wish(
        title=said.get("title", "").strip() or kept.get(PURPOSE, {}).get("title", ""), day=said.get("day", ""),
        time=said.get("time", ""), zone=kept.get(WHO, {}).get("zone", ""), rhythm=said.get("rhythm", ""),
        minutes=said.get("minutes", ""), attendance=Series.IN_PERSON if in_place else Series.ONLINE,
        in_circle=not in_place, venue_name=said.get("venue_name", ""), venue_address=said.get("venue_address", ""),
    )  # fmt: skip


def heard_in(kept: Mapping[str, Said], *, person: Person) -> Sound | None:
    """What the first words sound like, where that opens a card: not where such a group wants none, nor this person."""
    profile = BY_SLUG.get(kept.get(PURPOSE, {}).get("profile", ""), BY_SLUG["custom"])
    return caring.heard(kept[WORDS]["words"], person=person, allowed=profile.risk_tooling)


def _open(person: Person, kept: Mapping[str, Said]) -> Member:
    purpose, who, words = kept[PURPOSE], kept[WHO], kept[WORDS]
    alias, stone = alias_in(kept)
    me = open_group(
        by=person, alias=alias, stone=stone, profile=purpose["profile"], title=purpose["title"], about=purpose["about"],
        joining=who["joining"], language=who["language"], zone=who["zone"], agreement=agreement_in(kept),
    )  # fmt: skip
    wish = wish_in(kept)
    if wish is not None:
        plan_meeting(by=me, wish=wish)
    if words["words"].strip():
        share(by=me, words=words["words"], need=words["need"])
    return me


def _check_purpose(kept: Mapping[str, Said]) -> None:
    said = kept.get(PURPOSE, {})
    if said.get("profile") not in BY_SLUG:
        raise NotUnderstood("profile", _("Choose one of the ways of being a group."))
    _describe(title=said.get("title", ""), about=said.get("about", ""))


def _check_who(kept: Mapping[str, Said]) -> None:
    said = kept.get(WHO, {})
    _describe(joining=said.get("joining", ""), language=said.get("language", ""), zone=said.get("zone", ""))
    if not alias_in(kept)[0]:
        raise NotUnderstood("alias", _("Choose one of these names, or write one of your own."))
    readable_alias(alias_in(kept)[0])


def _check_agreement(kept: Mapping[str, Said]) -> None:
    try:
        readable_agreement(agreement_in(kept), field="agreement")
    except NotUnderstood as no:
        raise NotUnderstood("own", no.sentence) from None


def _check_meeting(kept: Mapping[str, Said]) -> None:
    said = kept.get(MEETING, {})
    if said.get("how") not in MEETS:
        raise NotUnderstood("how", _("Choose how you meet, or that you decide later."))
    wish = wish_in(kept)
    if wish is not None and wish.rhythm not in RHYTHMS:
        raise NotUnderstood("rhythm", _("Choose one of them."))
    if wish is not None:
        check_wish(wish)


def _check_words(kept: Mapping[str, Said]) -> None:
    said = kept.get(WORDS, {})
    if said.get("need") not in {Share.JUST_LISTEN, Share.BEEN_THERE, Share.CELEBRATE}:
        raise NotUnderstood("need", _("Choose what would help: somebody to listen, somebody who has been there…"))
    if said.get("words", "").strip():
        readable(said["words"])


def _describe(**told: str) -> None:
    """What a group would say of itself; words that another step asks for stand in with something that fits."""
    fits = {
        "title": "A group",
        "about": "For those who come.",
        "joining": Group.INVITE,
        "language": "en",
        "zone": "UTC",
    }
    describe(Group(), **(fits | told))


_CHECKS: dict[str, Callable[[Mapping[str, Said]], None]] = {
    PURPOSE: _check_purpose, WHO: _check_who, AGREEMENT: _check_agreement, MEETING: _check_meeting, WORDS: _check_words,
}  # fmt: skip
