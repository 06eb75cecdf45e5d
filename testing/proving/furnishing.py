"""The demo with the lights on in every room: what the cast does there, so that no page of the house is left without something
to show.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

PASSPHRASE = "a long walk by the river"
TOKENS: list[str] = []  # of cards and invitations that were handed out


def furnish_everything() -> dict[str, Any]:
    """Load the demo and let the cast use every room. Answers what could not be done, which is a fault."""
    from withness.groups.models import Member
    from withness.home.demo.loading import load_demo
    from withness.people.models import Person

    load_demo()
    people = {person.nickname: person for person in Person.objects.filter(is_demo=True)}
    ana, chidi = people["ana"], people["chidi"]
    hers = set(Member.objects.here().filter(person=ana).values_list("group_id", flat=True))
    held = Member.objects.holding().filter(person=chidi, group__in=hers).select_related("group", "person").first()
    face = Member.objects.here().select_related("group", "person").get(person=ana, group=held.group)
    for room in _rooms():
        room(face, held, people)
    return {"group": held.group_id}


def _rooms() -> tuple[Callable[[Any, Any, dict[str, Any]], None], ...]:
    return (
        _her_days,
        _hope,
        _skills,
        _path,
        _safety,
        _desk,
        _circle,
        _introduced,
        _talks,
        _conscience,
        _waiting,
        _lists,
    )


def _her_days(ana: Any, chidi: Any, people: dict[str, Any]) -> None:
    from withness.accountability.beginning import begin
    from withness.accountability.checking_in import check_in
    from withness.accountability.committing import commit
    from withness.accountability.walking import walk_together
    from withness.foundation import clock

    goal = begin(
        person=ana.person, words="A walk after lunch", frame="habit", since=clock.today("UTC") - timedelta(days=9),
        why="The garden is there.",
    )  # fmt: skip
    check_in(goal=goal, went="partly", words="To the gate.", difficulty=6)
    begin(person=ana.person, words="No wine", frame="abstinence", since=clock.today("UTC") - timedelta(days=40))
    commit(member=ana, words="Ring my sister")
    walk_together(one=ana, other=chidi, because="The evenings.")


def _hope(ana: Any, chidi: Any, people: dict[str, Any]) -> None:
    from withness.hope.delivering import bring, wish_for_letters
    from withness.hope.marking import mark
    from withness.hope.models import LetterWish
    from withness.hope.telling_stories import approve_story, tell_story
    from withness.hope.writing_letters import approve, write_letter

    letter = write_letter(by=chidi, moment="bad_night", words="It passes. It did for me.", language="en")
    if letter.approved_at is None:
        approve(letter=letter, by=chidi)
    write_letter(by=ana, moment="bad_night", words="One lamp is enough.", language="en")
    wish_for_letters(person=ana.person, moment="bad_night")
    bring(LetterWish.objects.select_related("person").get(person=ana.person))
    story = tell_story(by=ana, title="The third winter", words="It took three.", told_to="group", agreed=True)
    approve_story(story=story, by=chidi)
    mark(person=ana.person, kind="own", words="Asked for help")


def _skills(ana: Any, chidi: Any, people: dict[str, Any]) -> None:
    from withness.skills.trying import keep_at_hand, tell_how_it_was, try_it
    from withness.skills.writing_strategies import Said, approve, write_strategy

    said = Said(
        title="To the corner and back", steps="Put on shoes.\n\nGo to the corner.", moments=["night"], minutes=10
    )
    strategy = write_strategy(by=ana, said=said, language="en")
    approve(strategy=strategy, by=chidi)
    keep_at_hand(person=ana.person, strategy=strategy, on=True)
    tried = try_it(person=ana.person, strategy=strategy, moment="night")
    tell_how_it_was(trial=tried, went="helped", changed="I go barefoot.")
    try_it(person=ana.person, strategy=strategy, moment="night")
    write_strategy(by=ana, said=Said(title="Cold water", steps="On the wrists.", moments=["night"]), language="en")


def _path(ana: Any, chidi: Any, people: dict[str, Any]) -> None:
    from withness.people.keyring import make_key
    from withness.recovery.keeping import keep_mood, keep_note
    from withness.safety.directive.writing import Asked, Plan, write_directive

    key, _words = make_key(person=ana.person, passphrase=PASSPHRASE)
    keep_mood(person=ana.person, key=key, mood=6, words="It rained.")
    keep_note(person=ana.person, key=key, words="The long way home was good.")
    plan = Plan(
        signs="I stop eating.", helps="Tea, and nobody asking.", sign="Ana", people=(Asked("Maud", "Please ring me."),)
    )
    _directive, asked = write_directive(person=ana.person, key=key, plan=plan, one_press=True, expires_on=None)
    TOKENS.extend(address.rpartition("/")[2] for address in asked)


def _safety(ana: Any, chidi: Any, people: dict[str, Any]) -> None:
    from testing.looked_at import think_a_group_through
    from withness.groups.carrying.asking import ask_to_carry
    from withness.groups.inviting import invite
    from withness.safety.quieting import MEMBER, be_quiet
    from withness.shares.drafting import keep_draft
    from withness.shares.models import Share

    other = Share.objects.filter(group=ana.group).exclude(author=ana).exclude(author=None).first()
    be_quiet(person=ana.person, kind=MEMBER, what=other.author_id)
    TOKENS.append(invite(by=chidi)[1])
    ask_to_carry(by=chidi)
    think_a_group_through(ana.person)
    keep_draft(by=ana, share=None, words="And then", need="just_listen")


def _desk(ana: Any, chidi: Any, people: dict[str, Any]) -> None:
    from withness.foundation import clock
    from withness.safety.reportable import find_target
    from withness.safety.reporting import report
    from withness.shares.models import Share
    from withness.stewards.models import Wave
    from withness.stewards.raids import LASTS

    other = Share.objects.filter(group=ana.group, author=chidi).first() or Share.objects.filter(group=ana.group).first()
    target = find_target(ana.person, "share", other.id)
    report(by=ana.person, target=target, reason="unkind", words="It frightened me.")
    now = clock.now()
    Wave.objects.create(place=ana.group_id, begun_at=now, ends_at=now + LASTS)


def _circle(ana: Any, chidi: Any, people: dict[str, Any]) -> None:
    from testing.looked_at import a_circle
    from withness.circles.models import Removal
    from withness.foundation import clock
    from withness.groups.models import Member

    third = (
        Member.objects.here()
        .select_related("group", "person")
        .filter(group=ana.group, holds="")
        .exclude(id=ana.id)
        .first()
    )
    circle = a_circle(chidi, ana, third)
    Removal.objects.create(circle_id=circle, member=third, by=chidi, because="They spoke over others.", at=clock.now())


def _introduced(ana: Any, chidi: Any, people: dict[str, Any]) -> None:
    from withness.foundation import clock
    from withness.matching.models import Introduction
    from withness.shares.models import Share

    hers = Share.objects.filter(author=ana).first() or Share.objects.filter(group=ana.group).first()
    Introduction.objects.create(share=hers.id, by=ana, to=chidi, experience="sleep", at=clock.now())


def _talks(ana: Any, chidi: Any, people: dict[str, Any]) -> None:
    from datetime import timedelta

    from withness.foundation import clock
    from withness.groups.models import Group, Member
    from withness.talks.asking import ask
    from withness.talks.writing import write_message

    group = Group.objects.get(id=ana.group_id)
    Group.objects.filter(id=group.id).update(ways=group.ways | {"private_messages": True})
    Member.objects.filter(id__in=[ana.id, chidi.id]).update(joined_at=clock.now() - timedelta(days=40))
    ana, chidi = (Member.objects.select_related("group", "person").get(id=one.id) for one in (ana, chidi))
    ask(by=ana, other=chidi)
    talk = ask(by=chidi, other=ana)
    write_message(by=chidi, talk=talk, words="How was the night?")
    write_message(by=ana, talk=talk, words="Long. The garden was there.")


def _conscience(ana: Any, chidi: Any, people: dict[str, Any]) -> None:
    from withness.groups.agreeing import agreement_of
    from withness.groups.having_a_say import have_a_say
    from withness.groups.models import Group, Member
    from withness.groups.proposing import propose

    group = Group.objects.get(id=ana.group_id)
    Group.objects.filter(id=group.id).update(ways=group.ways | {"conscience": "anybody"})
    ana, chidi = (Member.objects.select_related("group", "person").get(id=one.id) for one in (ana, chidi))
    words = agreement_of(group).words + "\n- A silence may last."
    asked = propose(by=chidi, words=words, why="Some of us need longer to begin.")
    have_a_say(by=ana, proposal=asked, says="no", worry="On some evenings silence frightens me.")


def _waiting(ana: Any, chidi: Any, people: dict[str, Any]) -> None:
    from withness.groups.models import Group, Member
    from withness.shares.sharing import share

    ways = Group.objects.get(id=ana.group_id).ways
    Group.objects.filter(id=ana.group_id).update(ways=ways | {"hold_heavy": "2"})
    ana = Member.objects.select_related("group", "person").get(id=ana.id)
    share(by=ana, words="I want to kill myself tonight. I have not told anybody.", need="just_listen")


def _lists(ana: Any, chidi: Any, people: dict[str, Any]) -> None:
    import json

    from testing.looked_at import a_tried_list
    from withness.meetings.importing.listing import Wishes
    from withness.meetings.importing.taking_in import feed_called, take_in

    row = {"name": "Early Risers", "slug": "early", "day": 1, "time": "07:00", "end_time": "08:00", "types": ["O", "D", "X"],
           "formatted_address": "188 Woodhouse Lane, Leeds, UK", "latitude": 53.806, "longitude": -1.553}  # fmt: skip
    take_in(json.dumps([row, {"day": 9}]).encode(), feed_called("list.json", Wishes()))
    a_tried_list([row, {"day": 9}])
