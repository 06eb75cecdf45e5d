"""What a group shares helps newcomers find it, where the group chose so: a few common terms, never one person's own words.

A term counts that the packaged file or the vocabulary knows, and that at least `LEAST_PEOPLE` members used. Names, places
and turns of phrase of one person are in neither, and stay out. Only words shared after the choice are read, of people who
are still here and did not say otherwise; a share with a content note, held or taken back is not. All is made anew every
day, so what is taken back is gone the day after; when the group changes its mind, at once. See decision 93.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import timedelta

from withness.foundation import clock
from withness.foundation.models import Timer
from withness.foundation.timers import drop_timers, set_timer
from withness.groups.happenings import GroupChanged, GroupClosed, Joined
from withness.groups.models import Group, Member
from withness.groups.profiles import way_of
from withness.matching import seams
from withness.matching.catalogue import note_change
from withness.matching.models import OwnWords

READ_WORDS = "matching.own_words"
LEAST_PEOPLE, MOST_TERMS = 5, 80
EVERY = timedelta(days=1)


def note_choice(happened: GroupChanged | GroupClosed) -> None:
    """Begin with the words from now on, or let go of all that was read."""
    group = Group.objects.get(id=happened.group_id)
    if group.closed_at is None and group.joining in Group.LISTED and way_of(group, "teaches"):
        _kept, new = OwnWords.objects.get_or_create(group=group, defaults={"since": clock.now()})
        if new:
            set_timer(kind=READ_WORDS, about=group.id, due_at=clock.now() + EVERY)
    else:
        OwnWords.objects.filter(group=group).delete()
        drop_timers(kind=READ_WORDS, about=group.id)


def note_opening(happened: Joined) -> None:
    """A group may begin with this choice."""
    opened = Member.objects.filter(id=happened.member_id, holds=Member.FACILITATOR).values_list("group_id", flat=True)
    for group_id in opened:
        note_choice(GroupChanged(group_id=group_id))


def read_words(timer: Timer) -> None:
    """Read one group's words anew, and plan the next time. Takes about 0.1 s for 500 shares."""
    one = OwnWords.objects.select_for_update().filter(group_id=timer.about).first()
    if one is None:
        return
    found = common_terms(seams.shared(one.group_id, one.since))
    if found != one.terms:
        note_change(GroupChanged(group_id=one.group_id))
    one.terms, one.read_at = found, clock.now()
    one.save(update_fields=["terms", "read_at"])
    set_timer(kind=READ_WORDS, about=one.group_id, due_at=clock.now() + EVERY)


def common_terms(told: Iterable[tuple[str, str]]) -> list[str]:
    """Up to `MOST_TERMS` known terms of (person, words) that several people use: the most told first, by how many use it
    times how much it tells.
    """
    from withness.matching.ranking.cards import tells
    from withness.matching.ranking.meaning import meaning
    from withness.matching.ranking.reading import read

    terms = meaning().terms  # the packaged ones: none that this house, or one of its groups, brought in
    users: defaultdict[str, set[str]] = defaultdict(set)
    for person, words in told:
        for term in read(words).counts:
            if term in terms.ids and tells(term):
                users[term].add(person)
    many = Counter({term: len(who) for term, who in users.items() if len(who) >= LEAST_PEOPLE})
    return sorted(many, key=lambda term: (-many[term] * terms.weight[terms.ids[term]], term))[:MOST_TERMS]
