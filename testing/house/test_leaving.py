"""Every room that keeps something of a person says how it tells it and how it lets go of it, column by column, and
after leaving no byte of theirs is left in the database.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import Model

from testing.cast import Cast, assemble
from testing.house.told import TOLD, WITHHELD
from testing.lives import CANARY
from testing.lives.accountability import live_days
from testing.lives.agreeing import have_a_conscience
from testing.lives.circles import sit_in_circles
from testing.lives.experience import say_what_was_lived
from testing.lives.hope import live_in_hope
from testing.lives.listening import listen_to_others
from testing.lives.meetings import go_to_meetings
from testing.lives.people import open_ways_in
from testing.lives.skills import learn_skills
from testing.lives.stewards import come_before_stewards
from testing.lives.talks import write_to_one_other
from withness.foundation import clock
from withness.foundation.models import Timer
from withness.foundation.timers import run_due
from withness.groups.beginning import keep_step
from withness.groups.carrying.asking import answer_carrying, ask_to_carry
from withness.groups.inviting import invite
from withness.groups.joining import join
from withness.groups.parting import ask_to_go
from withness.people.auditing import first_broken
from withness.people.leaving import erase, everything_about, rooms_that_hold
from withness.people.models import Person
from withness.people.stewarding import make_steward
from withness.people.tokens import make_token, person_of_token
from withness.safety.folding import wish_unfolded
from withness.safety.wanting import wish
from withness.shares.being_present import be_present
from withness.shares.changing import change_reply, change_share
from withness.shares.drafting import keep_draft
from withness.shares.keeping import follow, keep, mute
from withness.shares.letting_letters_go import LET_LETTERS_GO
from withness.shares.replying import reply
from withness.shares.sharing import share


def tied_to_a_person() -> set[type[Model]]:
    """Models from which relations lead to a person, over however many steps."""
    tied: set[type[Model]] = {Person}
    while True:
        more = {
            model
            for model in apps.get_models()
            for field in model._meta.get_fields()
            if field.concrete and field.remote_field is not None and field.remote_field.model in tied
        }
        if more <= tied:
            return tied
        tied |= more


def test_no_room_that_holds_a_person_has_stayed_silent() -> None:
    rooms = {model._meta.app_label for model in tied_to_a_person() if model.__module__.startswith("withness.")}
    assert rooms >= {"people", "groups", "shares"}
    assert rooms - set(rooms_that_hold()) == set()


def test_every_column_of_a_person_is_told_or_has_its_reason() -> None:
    """If this fails: tell the new column in your room's `export_for`, and say where in `testing/house/told.py`."""
    for model in tied_to_a_person():
        name = model._meta.label
        columns = {field.name for field in model._meta.concrete_fields}
        told, withheld = set(TOLD.get(name, {})), set(WITHHELD.get(name, {}))
        assert told | withheld == columns, f"{name}: {columns ^ (told | withheld)}"
        assert told & withheld == set(), name


def found(thing: Any, path: list[str]) -> Iterator[Any]:
    """What stands at `path` in an export, through every list on the way."""
    if isinstance(thing, list):
        for one in thing:
            yield from found(one, path)
    elif not path:
        yield thing
    elif isinstance(thing, dict) and path[0] in thing:
        yield from found(thing[path[0]], path[1:])


def a_full_life(cast: Cast) -> None:
    """Everything that Ana can leave behind, with the canary wherever she may write."""
    ana, teasel, wren = cast.ana, cast.face(cast.ana, cast.long_nights), cast.face(cast.ben, cast.long_nights)
    Person.objects.filter(id=ana.id).update(nickname=CANARY)
    ana.nickname = CANARY
    have_a_conscience(cast)
    theirs = share(by=wren, words="Mine.", need="just_listen")
    hers = share(by=teasel, words=f"{CANARY} one", need="just_listen", note=f"{CANARY} note")
    change_share(by=teasel, share=hers, words=f"{CANARY} two", need="just_listen", note=f"{CANARY} note")
    answer = reply(by=teasel, share=theirs, words=f"{CANARY} three")
    change_reply(by=teasel, reply=answer, words=f"{CANARY} four")
    be_present(by=teasel, share=theirs, kind="hear_you")
    reply(by=wren, share=hers, words="I read you.")
    keep_draft(by=teasel, share=None, words=f"{CANARY} five", need="just_listen", note="", key="k")
    for do, what in ((keep, theirs), (follow, theirs), (mute, share(by=wren, words="Loud.", need="just_listen"))):
        do(by=teasel, share=what, on=True)
    say_what_was_lived(ana, teasel, wren, hers.id, theirs.id)
    make_steward(person=ana)
    wish_unfolded(person=ana, notes=[f"{CANARY} six"])
    wish(person=ana, what="hints", wanted=False)
    join(person=ana, group=cast.thursday, alias=f"{CANARY}7", agreement_version=1, words=f"{CANARY} eight")
    apps.get_model("notices.Wishes").objects.create(person=ana, by_mail=True, off=["presence"])
    apps.get_model("notices.Device").objects.create(
        person=ana, endpoint_hash="e", name="Firefox|phone", since=clock.now()
    )
    live_days(cast)
    live_in_hope(cast)
    learn_skills(cast)
    sit_in_circles(cast)
    listen_to_others(ana, teasel, wren)
    open_ways_in(ana)
    go_to_meetings(cast)
    write_to_one_other(cast)
    keep_step(person=ana, step="purpose", said={"title": f"{CANARY} ten"})
    ask_to_carry(by=cast.face(cast.chidi, cast.long_nights))
    answer_carrying(by=teasel, yes=True)
    heron = cast.face(cast.chidi, cast.still_water)
    ask_to_go(by=heron, member=cast.face(ana, cast.still_water), because=f"{CANARY} nine")
    come_before_stewards(cast, theirs, hers)


def test_everything_told_stands_where_it_is_said_to_stand(cast, as_) -> None:
    a_full_life(cast)
    as_(cast.ana)
    invite(by=cast.face(cast.chidi, cast.thursday), for_whom="My neighbour")
    told = {person.id: everything_about(person) for person in (cast.ana, cast.chidi)}
    nowhere = [
        f"{model}.{column} should stand at {path}"
        for model, columns in TOLD.items()
        for column, path in columns.items()
        if not any(list(found(export, path.split("."))) for export in told.values())
    ]
    assert nowhere == []
    assert str(told[cast.ana.id]).count(CANARY) >= 12


def test_an_export_opens_nothing_and_tells_no_id_of_a_person(cast, as_) -> None:
    a_full_life(cast)
    browser = as_(cast.ana)
    told = str(everything_about(cast.ana))
    secrets = [browser.cookies["s"].value, cast.ana.password, *(person.id for person in cast.everybody)]
    assert [secret for secret in secrets if secret in told] == []


def everything_written() -> str:
    """Every value of every table, but for what the index still holds (the test below waits for the worker) and for the
    live processes' own reminders, opaque ids that lead nowhere and go with the other old events.
    """
    with connection.cursor() as cursor:
        rows = []
        tables = set(connection.introspection.table_names(cursor)) - {"shares_findable_fts_data", "foundation_event"}
        for table in sorted(tables):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 -- names the database gave
            rows += cursor.fetchall()
    return str(rows)


def test_after_leaving_no_row_speaks_of_them(cast, as_) -> None:
    a_full_life(cast)
    as_(cast.ana)
    person_id = cast.ana.id
    before = everything_written()
    assert before.count(CANARY) > 12
    assert person_id in before
    erase(person=cast.ana)
    after = everything_written()
    assert CANARY not in after
    assert person_id not in after
    assert "I read you." in after  # what others wrote is theirs
    assert first_broken() is None


@pytest.mark.sqlite
@pytest.mark.django_db(transaction=True)
def test_after_leaving_no_byte_of_theirs_is_left(as_) -> None:
    cast = assemble()
    a_full_life(cast)
    token = make_token(person=cast.ana, name="mine")
    as_(cast.ana)
    files = [Path(f"{connection.settings_dict['NAME']}{end}") for end in ("", "-wal")]
    assert any(CANARY.encode() in file.read_bytes() for file in files)
    erase(person=cast.ana)
    while run_due():
        pass
    held = {file.name: file.read_bytes().lower().count(CANARY.encode()) for file in files if file.exists()}
    assert held == dict.fromkeys(held, 0)
    assert person_of_token(token) is None
    assert not Timer.objects.filter(kind=LET_LETTERS_GO).exists()
