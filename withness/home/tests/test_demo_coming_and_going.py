"""The demo comes into a new house on this machine, goes without a trace, and comes back the same."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.apps import apps
from hypothesis import given
from hypothesis import strategies as st

from testing.cast import a_group, a_person
from withness.foundation import clock
from withness.foundation.ids import looks_like_id
from withness.foundation.models import HouseNote, Stream, Timer
from withness.foundation.refusing import NotAllowed
from withness.groups.models import Group, Member
from withness.home.demo import demo_is_loaded, demo_is_wanted, load_demo, loading, may_load_demo, remove_demo
from withness.home.demo.chance import demo_id
from withness.home.demo.moments import moment
from withness.home.demo.reading import people, read_group, stories
from withness.people.models import Person
from withness.shares.models import Share
from withness.shares.sharing import share

NOW = datetime(2026, 5, 20, 9, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def two_groups(monkeypatch):
    """A smaller house is loaded sooner; `test_demo.py` looks at the whole one."""
    few = tuple(story for story in stories() if story.slug in {"long_nights", "still_water"})
    monkeypatch.setattr(loading, "stories", lambda: few)


def somebody(name: str) -> Person:
    return Person.objects.get(nickname=name)


def everything() -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table of ours, without the numbers a database gives by itself."""
    ours = [model for model in apps.get_models() if model._meta.app_label not in {"contenttypes", "auth"}]
    return {m._meta.label: sorted(m._default_manager.values_list(*fields_of(m)), key=repr) for m in ours}


def fields_of(model) -> list[str]:
    fields = [field for field in model._meta.concrete_fields if field.concrete and field.column]
    return [field.attname for field in fields if not field.get_internal_type().endswith("AutoField")]


@pytest.fixture
def lived_in(db):
    """A loaded demo, and Petra, a real person, with a group of her own; and every row of hers."""
    load_demo()
    before = everything()
    petra = a_group(a_person("petra"), title="Real Lives", joining=Group.OPEN, alias="Brook")
    share(by=petra, words="I am real.", need="just_listen")
    at = clock.now()
    Timer.objects.create(kind="try", about=petra.id, due_at=at)
    teasel = demo_id("member", "long_nights", "Teasel")
    Timer.objects.create(kind="try", about=teasel, due_at=at)
    hers = {label: [row for row in rows if row not in before[label]] for label, rows in everything().items()}
    hers["foundation.Timer"] = sorted(Timer.objects.exclude(about=teasel).values_list(*fields_of(Timer)), key=repr)
    assert sum(map(len, hers.values())) >= 12
    return hers


def test_it_goes_without_a_trace_and_leaves_real_people_alone(lived_in):
    remove_demo()
    left = everything()
    assert [row[0] for row in left.pop("foundation.HouseNote")] == ["demo.removed"]
    assert left == {label: rows for label, rows in lived_in.items() if label != "foundation.HouseNote"}
    assert not demo_is_loaded()
    remove_demo()
    assert Person.objects.count() == 1


def test_loading_again_gives_the_same_house_and_leaves_real_people_alone(lived_in):
    ana = somebody("ana")
    mine = Member.objects.select_related("group").get(person=ana, group__title="Long Nights")
    share(by=mine, words="Something a visitor tried.", need="just_listen")
    ids = set(
        Share.objects.filter(group__is_demo=True).exclude(words__startswith="Something").values_list("id", flat=True)
    )
    before = Share.objects.get(id=min(ids))
    stream = Stream.objects.get(name=f"group:{mine.group_id}")
    with clock.stopped(clock.now() + timedelta(minutes=90)):
        load_demo()
    assert set(Share.objects.filter(group__is_demo=True).values_list("id", flat=True)) == ids
    after = Share.objects.get(id=before.id)
    assert after.version > before.version
    assert after.words == before.words
    again = Stream.objects.get(name=stream.name)
    assert again.kept_from > stream.seq
    assert again.seq > again.kept_from
    there = everything()
    assert all(row in there[label] for label, rows in lived_in.items() for row in rows)


def test_loading_at_one_moment_gives_the_same_rows_to_the_letter(db):
    with clock.stopped(NOW):
        load_demo()
        first = everything()
        remove_demo()
        load_demo()
        assert everything() == first


def test_who_has_stepped_in_stays_signed_in_when_it_is_loaded_again(db, as_, few_stories):
    load_demo()
    browser = as_(somebody("ana"))
    address = f"/g/{demo_id('group', 'long_nights')}"
    assert browser.get(address).status_code == 200
    load_demo()
    assert browser.get(address).status_code == 200
    assert as_(somebody("sam")).get(address).status_code == 404


def test_it_is_loaded_only_into_a_new_house_on_this_machine(db, settings):
    assert may_load_demo()
    assert demo_is_wanted()
    settings.LOOPBACK = False
    assert not may_load_demo()
    with pytest.raises(NotAllowed):
        load_demo()
    settings.LOOPBACK = True
    a_person("petra")
    assert not may_load_demo()
    assert not demo_is_wanted()
    with pytest.raises(NotAllowed):
        load_demo()
    assert Person.objects.count() == 1
    assert not Group.objects.exists()


def test_who_took_it_away_does_not_find_it_again_at_the_next_start(db, settings, few_stories):
    load_demo()
    assert demo_is_loaded()
    assert may_load_demo()
    assert not demo_is_wanted()
    remove_demo()
    assert may_load_demo()
    assert not demo_is_wanted()
    load_demo()
    remove_demo()
    HouseNote.objects.all().delete()
    assert demo_is_wanted()
    settings.DEMO = False
    assert not demo_is_wanted()


# --- Reading the files ------------------------------------------------------------------------------------------------


def test_everybody_in_the_files_is_known_and_every_story_is_somebodys():
    known = people()
    for story in stories():
        assert [told.person for told in story.members if told.person not in known] == []
        assert {told.alias for told in story.members} >= {told.alias for told in story.shares}
        assert len({told.person for told in story.members}) == len(story.members)
    assert len({demo_id("person", name) for name in known}) == len(known)
    assert all(looks_like_id(demo_id("person", name)) for name in known)


def test_a_file_that_is_not_as_it_should_be_says_where():
    with pytest.raises(ValueError, match="part “3 weeks ago”"):
        read_group("try", "title: Try\n== 3 weeks ago\n-- Somebody, mon 04:10, applause\nHello")


@given(st.integers(0, 5_000_000), st.sampled_from(["Europe/London", "Africa/Cairo", "America/Mexico_City"]))
def test_counted_weeks_end_before_this_week_begins_wherever_and_whenever_we_load(minutes, zone):
    now = NOW + timedelta(minutes=minutes)
    youngest = moment("1 week ago", "sun 23:59", zone=zone, now=now)
    oldest = moment("8 weeks ago", "mon 00:00", zone=zone, now=now)
    assert timedelta(days=3) < now - youngest < timedelta(days=11)
    assert timedelta(days=48) < now - oldest < timedelta(days=68)
    assert moment("2 weeks ago", "thu 12:00", zone=zone, now=now).astimezone(clock.zone_of(zone)).weekday() == 3
    assert timedelta(0) < now - moment("this week", "1d 23:59", zone=zone, now=now) < timedelta(days=2, hours=2)
    assert now - moment("this week", "40m", zone=zone, now=now) == timedelta(minutes=40)
