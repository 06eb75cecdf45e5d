"""The demo community: everything in it stands as if it had been lived here, and it goes as it came."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from django.db.models import F

from testing.cast import a_person
from withness.foundation import clock, events
from withness.foundation.models import HouseNote, Stream
from withness.foundation.refusing import NotAllowed
from withness.foundation.text import clean, to_html
from withness.groups.aliases import wearable
from withness.groups.belonging import memberships
from withness.groups.joining import join
from withness.groups.models import Acceptance, Agreement, Group, Knock, Member
from withness.groups.news import with_news
from withness.groups.profiles import BY_SLUG, way_of
from withness.groups.rules import has_agreed
from withness.groups.shapes import shape_of
from withness.home.demo import load_demo, remove_demo
from withness.home.demo.cast import CAST
from withness.notices.kinds import wordings_of
from withness.notices.models import Notice
from withness.people.consenting import has_consented
from withness.people.models import Person, Stewardship
from withness.shares.models import Draft, Edit, Findable, Following, Keepsake, Mute, Presence, Reply, Share
from withness.shares.replying import reply
from withness.shares.searching import flat, search
from withness.shares.sharing import share

NOW = datetime(2026, 5, 20, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """The demo, loaded once for all that only look at it."""
    with django_db_blocker.unblock():
        load_demo()
        yield
        remove_demo()
        HouseNote.objects.all().delete()


def somebody(name: str) -> Person:
    return Person.objects.get(nickname=name)


# --- How much there is ----------------------------------------------------------------------------------------------


def test_the_house_is_full_of_people(demo, db):
    assert Group.objects.count() >= 12
    assert Member.objects.values("person").distinct().count() >= 120
    assert Share.objects.count() >= 600
    assert Reply.objects.count() >= 1200
    assert {joining for joining, _ in Group.JOINING} == set(Group.objects.values_list("joining", flat=True))


def test_somebody_has_another_name_in_each_of_their_groups(demo, db):
    names = defaultdict(list)
    for person_id, alias in Member.objects.values_list("person_id", "alias"):
        names[person_id].append(alias)
    assert all(len(set(aliases)) == len(aliases) for aliases in names.values())


# --- Who is who -----------------------------------------------------------------------------------------------------


def test_the_cast_stands_where_the_stories_say(demo, db):
    ana, ben, chidi, dana, eve, sam = (somebody(name) for name in CAST)
    still_water = Group.objects.get(title="Still Water")
    assert still_water.joining == Group.INVITE
    assert {ana.id, ben.id, chidi.id} <= set(still_water.members.values_list("person_id", flat=True))
    assert Member.objects.filter(person=chidi, holds=Member.FACILITATOR).count() >= 3
    assert Knock.objects.filter(group__members__person=chidi, group__members__holds=Member.FACILITATOR).exists()
    assert list(Stewardship.objects.values_list("person_id", flat=True)) == [dana.id]
    assert not Member.objects.filter(person=sam).exists()
    assert Draft.objects.filter(member__person=ben).exists()
    assert 1 <= Share.objects.filter(author__person=ben).count() <= 3
    met = Group.objects.filter(members__person=ana).filter(members__person=eve)
    assert [group.joining for group in met] == [Group.OPEN]


def test_ana_and_eve_do_not_see_each_other_and_ben_sees_both(demo, db):
    ana, ben, eve = somebody("ana"), somebody("ben"), somebody("eve")
    place = Group.objects.get(members__person=eve, title="Long Nights")

    def hers(author, reader):
        kinds = (Share.objects.filter(group=place), Reply.objects.filter(share__group=place))
        return [kind.filter(author__person=author).visible_to(reader).count() for kind in kinds]

    assert all(hers(ana, ben))
    assert all(hers(eve, ben))
    assert hers(ana, eve) == hers(eve, ana) == [0, 0]
    faces = set(Member.objects.filter(person=eve).values_list("id", flat=True))
    assert not faces & {by for notice in Notice.objects.filter(person=ana) for by in notice.ids["by"]}


def test_sam_sees_nothing_inside_any_group(demo, db):
    sam = somebody("sam")
    assert not Share.objects.visible_to(sam).exists()
    assert not Reply.objects.visible_to(sam).exists()
    assert search(person=sam, words="night") == []
    assert not Group.objects.visible_to(sam).filter(joining=Group.INVITE).exists()


def test_everybody_is_of_the_demo_has_consented_and_has_no_password(demo, db):
    for person in Person.objects.all():
        assert person.is_demo
        assert not person.has_usable_password()
        assert has_consented(person, "health")
        assert has_consented(person, "age")
        assert person.nickname in CAST or person.nickname.startswith("demo:")
    assert all(Group.objects.values_list("is_demo", flat=True))


def test_a_real_person_cannot_join_a_demo_group(demo, petra):
    group = Group.objects.get(title="Long Nights")
    with pytest.raises(NotAllowed):
        join(person=petra, group=group, alias="Real", agreement_version=group.agreement_version)
    assert group not in Group.objects.visible_to(petra)


@pytest.fixture
def petra(db):
    """A real person, who has come while the demo is here."""
    return a_person("petra")


# --- What the verbs promise holds for every row -----------------------------------------------------------------------


def test_numbers_are_without_gap_and_events_tell_what_happened(demo, db):
    for group in Group.objects.all():
        stream = Stream.objects.get(name=f"group:{group.id}")
        shares = list(Share.objects.filter(group=group).values_list("seq", "at"))
        replies = list(Reply.objects.filter(share__group=group).values_list("seq", "at"))
        members = group.members.count()
        others = Presence.objects.filter(share__group=group).count() + Edit.objects.filter(share__group=group).count()
        assert stream.seq == len(shares) + len(replies) + members + others
        told = sorted(shares + replies)
        assert len({seq for seq, _ in told}) == len(told)
        assert told[-1][0] <= stream.seq
        assert all(before[1] <= after[1] for before, after in pairwise(told))
        happened = events.since(stream.name, stream.kept_from - 1, most=100_000)
        assert [one.seq for one in happened] == list(range(stream.kept_from, stream.seq + 1))


def test_events_name_the_rows_they_tell_of(demo, db):
    seqs = {share.id: share.seq for share in Share.objects.all()} | {r.id: r.seq for r in Reply.objects.all()}
    authors = {share.id: (share.author_id, share.at) for share in Share.objects.all()}
    seen = Counter()
    here = set(Member.objects.values_list("id", "group_id"))
    for group in Group.objects.all():
        for one in events.since(f"group:{group.id}", 0, most=100_000):
            ids = json.loads(one.ids)
            seen[one.kind] += 1
            if one.kind in {"share", "reply"}:
                assert seqs[ids[one.kind]] == one.seq
            assert (one.by, group.id) in here
            if one.kind in {"reply", "presence", "edit"}:
                assert authors[ids["share"]] == (one.of, one.of_at)
    assert seen["share"]
    assert seen["reply"]
    assert seen["presence"]


def test_counts_beneath_a_share_are_what_one_would_count(demo, db):
    replies = defaultdict(list)
    for one in Reply.objects.all():
        replies[one.share_id].append(one.author_id)
    for one in Share.objects.all():
        others = {author for author in replies[one.id] if author != one.author_id}
        assert (one.replies_count, one.responders) == (len(replies[one.id]), len(others))
    counts = Counter(min(len(found), 3) for found in (replies[one.id] for one in Share.objects.all()))
    assert all(counts[number] > 0 for number in (0, 1, 2, 3))


def test_words_are_kept_as_the_verb_keeps_them(demo, db):
    found = {row.thing: (row.words, row.place) for row in Findable.objects.all()}
    shares, replies = list(Share.objects.all()), list(Reply.objects.select_related("share"))
    assert len(found) == len(shares) + len(replies)
    for one in [*shares, *replies]:
        assert one.words
        assert one.words == clean(one.words)
    for one in shares:
        assert found[one.id] == (flat(f"{one.note} {one.words}"), one.group_id)
    for one in replies:
        assert found[one.id] == (flat(f" {one.words}"), one.share.group_id)
    for one in [*shares, *replies][::7]:
        assert one.html == to_html(one.words)
    for one in Share.objects.select_related("group", "author"):
        assert one.author.group_id == one.group_id
        assert one.need != Share.ADVICE or way_of(one.group, "advice")
    assert not Reply.objects.exclude(author__group=F("share__group")).exists()


def test_nothing_happens_before_its_time_nor_tomorrow(demo, db):
    now = clock.now()
    for one in Share.objects.select_related("author", "group"):
        assert one.group.opened_at <= one.author.joined_at < one.at <= now
        assert now - one.at < timedelta(days=70)
    for one in Reply.objects.select_related("author", "share"):
        assert one.author.joined_at < one.at <= now
        assert one.share.at < one.at
    for one in Presence.objects.select_related("member", "share"):
        assert one.member.joined_at < one.at <= now
        assert one.share.at < one.at
        assert one.member_id != one.share.author_id
    for rows in (Following, Keepsake, Mute):
        for one in rows.objects.select_related("member", "share"):
            assert one.share.at <= one.since <= now
            assert one.member.group_id == one.share.group_id
    for one in Edit.objects.select_related("share"):
        assert one.until == one.share.edited_at
        assert one.html != one.share.html
    assert Notice.objects.filter(seen_at__gt=now).count() == Notice.objects.filter(at__gt=now).count() == 0
    newest = Share.objects.order_by("-at")[0]
    assert now - newest.at < timedelta(hours=1)


def test_every_member_agreed_and_every_group_has_one_facilitator(demo, db):
    for group in Group.objects.all():
        held = Counter(group.members.values_list("holds", flat=True))
        assert held[Member.FACILITATOR] == 1
        assert group.profile in BY_SLUG
        assert Agreement.objects.filter(group=group).count() == group.agreement_version
        assert 60 <= len(group.about.split()) <= 230
    for member in Member.objects.select_related("group"):
        assert has_agreed(member)
        accepted = list(Acceptance.objects.filter(member=member).order_by("at").values_list("agreement__version", "at"))
        assert accepted[-1][0] == member.group.agreement_version
        assert min(at for _, at in accepted) == member.joined_at


def test_aliases_may_be_worn_and_nobody_looks_like_somebody_else(demo, db):
    for member in Member.objects.select_related("group"):
        assert wearable(member.alias, group=member.group, but=member) == (member.alias, shape_of(member.alias))
        assert member.alias_shape == shape_of(member.alias)
    for knock in Knock.objects.select_related("group"):
        assert wearable(knock.alias, group=knock.group)[0] == knock.alias
        assert not knock.group.members.filter(person=knock.person).exists()


def test_notices_tell_the_cast_of_what_they_can_open(demo, db):
    for name in CAST:
        person = somebody(name)
        mine = list(Notice.objects.filter(person=person))
        assert set(wordings_of(mine, person)) == {notice.id for notice in mine}
        for notice in mine:
            about = notice.place if notice.kind == "knock" else notice.ids["share"]
            assert notice.bundle == f"{notice.kind}:{about}"
            assert Member.objects.filter(id__in=notice.ids["by"], group_id=notice.place).count() == len(
                notice.ids["by"]
            )
    waiting = set(Notice.objects.filter(seen_at=None).values_list("person__nickname", "kind"))
    assert {("ana", "reply"), ("ana", "presence"), ("chidi", "knock"), ("dana", "knock")} <= waiting
    assert not Notice.objects.filter(person__nickname="sam").exists()


def test_something_is_new_in_the_groups_of_the_cast(demo, db):
    for name in ("ana", "ben", "chidi", "dana", "eve"):
        person = somebody(name)
        assert with_news(person, memberships(person))


def test_one_can_live_on_in_it(demo, db):
    """The next number, the next reply and a search go on from where the demo stands."""
    ana = Member.objects.select_related("group", "person").get(person__nickname="ana", group__title="Long Nights")
    stream = Stream.objects.get(name=f"group:{ana.group_id}")
    new = share(by=ana, words="A perfectly unheard-of zeppelin.", need="just_listen")
    assert new.seq == stream.seq + 1
    ben = Member.objects.select_related("group").get(person__nickname="ben", group=ana.group)
    assert reply(by=ben, share=new, words="I saw it too.").seq > new.seq
    new.refresh_from_db()
    assert new.responders == 1
    assert [found.id for found in search(person=ana.person, words="unheard-of zeppelin")] == [new.id]
    old = Share.objects.filter(group=ana.group).order_by("at")[0]
    assert old.id in [found.id for found in search(person=ana.person, words=" ".join(old.words.split()[:6]))]


# --- The writing ------------------------------------------------------------------------------------------------------


def test_no_two_texts_are_the_same_and_no_name_of_the_cast_is_said(demo, db):
    shares = Counter(re.sub(r"\W+", " ", one.casefold()) for one in Share.objects.values_list("words", flat=True))
    replies = Counter(re.sub(r"\W+", " ", one.casefold()) for one in Reply.objects.values_list("words", flat=True))
    assert [words for words, times in shares.items() if times > 1] == []
    assert [words for words, times in replies.items() if times > 1 and len(words) > 24] == []
    names = re.compile(rf"\b({'|'.join(CAST)})\b", re.IGNORECASE)
    told = [*shares, *replies, *Group.objects.values_list("about", flat=True)]
    assert [words for words in told if names.search(words)] == []


def test_nobody_writes_down_a_dose_nor_a_number_that_could_be_copied(demo, db):
    dose = re.compile(r"\b\d+([.,]\d+)? ?(mg|mcg|µg|ml|units?|unidades|tablets|pills|pastillas|كبسول)", re.IGNORECASE)
    weight = re.compile(r"\d ?(kg|kilos?|stones?|lbs?|kcal|cal(ories?)?|size)\b|\bsize \d", re.IGNORECASE)
    told = [*Share.objects.values_list("words", flat=True), *Reply.objects.values_list("words", flat=True)]
    assert dose.search("I took 20 mg of it")
    assert [words for words in told if dose.search(words)] == []
    kitchen = Group.objects.get(title="Quiet Kitchen")
    told = [*Share.objects.filter(group=kitchen), *Reply.objects.filter(share__group=kitchen)]
    assert [one.words for one in told if weight.search(one.words)] == []


def test_there_are_short_and_long_shares_at_all_hours_and_most_at_night(demo, db):
    lengths = sorted(len(words.split()) for words in Share.objects.values_list("words", flat=True))
    assert lengths[0] <= 5
    assert lengths[len(lengths) // 2] < 80
    assert lengths[-1] > 250
    hours = Counter()
    for one in Share.objects.select_related("group"):
        hours[one.at.astimezone(clock.zone_of(one.group.zone)).hour] += 1
    assert len(hours) >= 22
    assert sum(hours[hour] for hour in range(6)) > 1.25 * sum(hours.values()) / 4
    assert {1, 2, 3, 4} & {hour for hour, _ in hours.most_common(3)}
