"""A whole group in a file, and laid down again: what goes, what stays, and files that mean harm."""

from __future__ import annotations

import json
import os
import stat
from datetime import timedelta
from pathlib import Path

import pytest
from django.apps import apps

from withness.circles.choosing import begin_with, keep_format
from withness.circles.formats.shelf import shipped_text
from withness.circles.models import Format, Ways
from withness.foundation import clock
from withness.groups.agreeing import change_agreement
from withness.groups.carrying.asking import answer_carrying, ask_to_carry
from withness.groups.carrying.claiming import claim_seat
from withness.groups.carrying.packing import pack_group
from withness.groups.carrying.parcel import digest_of
from withness.groups.models import Agreement, Group, Member
from withness.home.commands.line import run
from withness.meetings.models import Series
from withness.meetings.planning import Wish, plan_meeting
from withness.shares.bringing import bring_share
from withness.shares.models import Reply, Share
from withness.shares.replying import reply
from withness.shares.searching import search
from withness.shares.sharing import share
from withness.skills.models import Strategy
from withness.skills.writing_strategies import Said, write_strategy

COUNTED = ("groups.Group", "groups.Member", "groups.Agreement", "shares.Share", "meetings.Series", "circles.Format")


def everything_counted():
    """How many there are of what an import makes."""
    return {label: apps.get_model(label).objects.count() for label in COUNTED}


@pytest.fixture
def typed(cast, capsys):
    """Exit code, standard output and standard error."""

    def type_it(*words):
        code = run([str(word) for word in words])
        said = capsys.readouterr()
        return code, said.out, said.err

    return type_it


@pytest.fixture
def lived(cast):
    """Long Nights with words of everybody, a format, a meeting, and what helped. Ana says yes, Ben says no."""
    rowan, teasel, wren = (cast.face(one, cast.long_nights) for one in (cast.chidi, cast.ana, cast.ben))
    change_agreement(by=rowan, words="We speak from our own life. What is said here stays here, also by night.")
    for one in (rowan, teasel, wren):
        one.agreed_version = one.group.agreement_version = 2
        one.save()
    hers = share(by=teasel, words="The stairs **again** at four.", need="been_there", note="a parent")
    his = share(by=wren, words="Ben's own night.", need="just_listen")
    reply(by=rowan, share=hers, words="I know those stairs.")
    reply(by=wren, share=hers, words="Ben answers.")
    reply(by=teasel, share=his, words="Ana answers Ben.")
    kept = keep_format(by=rowan, text=shipped_text("pause").replace("name: ", "name: Our "))
    begin_with(by=rowan, name=kept.id)
    plan_meeting(by=rowan, wish=Wish(title="Late tea", day="2026-12-01", time="22:00", zone="Europe/London",
                                     join_url="https://meet.example.org/tea", join_notes="Ring twice"))  # fmt: skip
    for by in (teasel, wren):
        write_strategy(by=by, said=Said(f"Cold water, says {by.alias}", "On the wrists.", ["night"]), language="en")
    codes = {"chidi": ask_to_carry(by=rowan), "ana": answer_carrying(by=teasel, yes=True)}
    answer_carrying(by=wren, yes=False)
    return codes


def test_a_group_goes_round_and_nobody_is_carried_along_who_said_no(cast, lived, typed, tmp_path):
    file = tmp_path / "group.json"
    assert typed("export-group", "long nights", file)[0] == 0
    assert stat.S_IMODE(os.stat(file).st_mode) == 0o600
    body = file.read_text()
    for one in ("Ben's own night", "Ben answers", "Ana answers Ben", "Wren", "Plover"):
        assert one not in body
    code, out, err = typed("import-group", file, "--json")
    told = json.loads(out)
    assert (code, told.pop("title")) == (0, "Long Nights")
    group = Group.objects.get(id=told.pop("group"))
    assert told == {
        "seats": 2,
        "shares": 1,
        "replies": 1,
        "meetings": 1,
        "formats of circles": 1,
        "things that helped": 1,
    }
    assert "/groups/seat" in err
    assert (group.joining, group.profile, group.about) == (Group.INVITE, "carers", cast.long_nights.about)
    assert [one.words for one in Agreement.objects.filter(group=group).order_by("version")] == [
        one.words for one in Agreement.objects.filter(group=cast.long_nights).order_by("version")
    ]
    again = Share.objects.get(group=group)
    first = Share.objects.get(group=cast.long_nights, author__alias="Teasel")
    same = ("words", "html", "need", "note", "at")
    assert [getattr(again, name) for name in same] == [getattr(first, name) for name in same]
    assert (again.author.alias, again.replies_count, again.responders) == ("Teasel", 1, 1)
    assert Format.objects.get(group=group).text == Format.objects.get(group=cast.long_nights).text.strip()
    assert Ways.objects.get(group=group).format == Format.objects.get(group=group).id
    meeting = Series.objects.get(group=group)
    assert (meeting.title, meeting.starts, meeting.shown_to) == ("Late tea", "2026-12-01T22:00", Series.GROUP)
    assert Strategy.objects.get(group=group).title == "Cold water, says Teasel"


def test_what_was_carried_is_read_found_and_answered_by_who_comes_back(cast, lived, as_, typed, tmp_path):
    typed("export-group", cast.long_nights.id, tmp_path / "g")
    _code, out, _err = typed("import-group", tmp_path / "g", "--json")
    group = Group.objects.get(id=json.loads(out)["group"])
    claim_seat(person=cast.chidi, code=lived["chidi"], agreement_version=2)
    claim_seat(person=cast.ana, code=lived["ana"], agreement_version=2)
    carried = Share.objects.get(group=group)
    address = f"/g/{group.id}/s/{carried.id}"
    assert "<strong>again</strong> at four" in as_(cast.chidi).get(address).content.decode()
    rowan = Member.objects.select_related("group").get(group=group, person=cast.chidi)
    reply(by=rowan, share=carried, words="And here too.")
    thread = as_(cast.ana).get(address).content.decode()
    assert thread.index("I know those stairs.") < thread.index("And here too.")
    share(by=rowan, words="A first new one.", need="just_listen")
    page = as_(cast.ana).get(f"/g/{group.id}").content.decode()
    assert page.index("A first new one.") < page.index(carried.id)
    assert carried.id in {one.id for one in search(person=cast.ana, words="stairs", group_id=group.id)}


def test_many_carried_shares_are_read_page_after_page(cast, as_, typed, tmp_path, program):
    teasel = cast.face(cast.ana, cast.long_nights)
    for n in range(25):
        bring_share(author=teasel, words=f"Night {n:02}.", at=clock.now() - timedelta(days=30 - n))
    code = ask_to_carry(by=cast.face(cast.chidi, cast.long_nights))
    answer_carrying(by=teasel, yes=True)
    typed("export-group", cast.long_nights.id, tmp_path / "g")
    group = Group.objects.get(id=json.loads(typed("import-group", tmp_path / "g", "--json")[1])["group"])
    claim_seat(person=cast.chidi, code=code, agreement_version=1)
    first = as_(cast.chidi).get(f"/g/{group.id}").content.decode()
    older = first.split(f"/g/{group.id}?before=")[1].split('"')[0]
    second = as_(cast.chidi).get(f"/g/{group.id}?before={older}").content.decode()
    shown = [n for n in range(25) if f"Night {n:02}." in first], [n for n in range(25) if f"Night {n:02}." in second]
    assert shown == (list(range(5, 25)), list(range(5)))
    page = program(cast.chidi).get(f"/groups/{group.id}/shares?limit=20").json()
    after = program(cast.chidi).get(f"/groups/{group.id}/shares?limit=20&after={page['next']}").json()
    assert [len(page["items"]), len(after["items"]), after["next"]] == [20, 5, None]


def test_the_same_file_twice_and_a_later_file_of_the_same_group_change_nothing(cast, lived, typed, tmp_path):
    for name in ("one", "two"):
        typed("export-group", cast.long_nights.id, tmp_path / name)
    typed("import-group", tmp_path / "one")
    before = everything_counted()
    code, out, err = typed("import-group", tmp_path / "one")
    assert (code, out) == (2, "")
    assert "This file is here already, as “Long Nights”" in err
    code, _out, err = typed("import-group", tmp_path / "two")
    assert code == 2
    assert "another file of a group that was brought in before" in err
    assert everything_counted() == before


def test_dry_run_changes_nothing_and_a_file_that_is_there_is_not_written_over(cast, lived, typed, tmp_path):
    file = tmp_path / "group.json"
    typed("export-group", cast.long_nights.id, file)
    before = everything_counted(), file.read_bytes()
    assert typed("import-group", file, "--dry-run")[0] == 0
    code, _out, err = typed("export-group", cast.long_nights.id, file)
    assert code == 2
    assert "is there already" in err
    assert (everything_counted(), file.read_bytes()) == before


def test_export_without_being_asked_or_of_nothing_is_one_sentence(cast, typed, tmp_path):
    code, out, err = typed("export-group", "Long Nights", tmp_path / "g")
    assert (code, out, len(err.splitlines())) == (2, "", 1)
    assert typed("export-group", "Nowhere", tmp_path / "g")[0] == 2
    Group.objects.filter(id=cast.thursday.id).update(title="Long Nights")
    assert "More than one group" in typed("export-group", "Long Nights", tmp_path / "g")[2]
    assert not (tmp_path / "g").exists()


def _changed(body, change):
    """The file with something else in it and a checksum that fits, as who means harm would make it."""
    told = json.loads(body)
    change(told)
    told.pop("sha256", None)
    return json.dumps(told | {"sha256": digest_of(told)}).encode()


def _set(path, value):
    def change(told):
        place = told
        for part in path[:-1]:
            place = place[part]
        place[path[-1]] = value

    return change


HARM = {
    "a title that is none": _set(["group", "title"], 7),
    "a title without end": _set(["group", "title"], "x" * 1_000_000),
    "a zone that is nowhere": _set(["group", "zone"], "../../etc/passwd"),
    "a profile nobody knows": _set(["group", "profile"], "cult"),
    "ways that are none": _set(["group", "ways"], {"cross_talk": ["always"]}),
    "no agreement": _set(["group", "agreements"], []),
    "a face with the alias of another": lambda told: told["faces"][1].update(alias="R0wan"),
    "an address for a name": lambda told: told["faces"][1].update(alias="me@example.org"),
    "two who hold it": lambda told: told["faces"][1].update(holds="facilitator"),
    "a hold that is none": lambda told: told["faces"][1].update(holds="owner"),
    "nobody who holds it": lambda told: told["faces"][0].update(holds=""),
    "a face twice": lambda told: told["faces"][1].update(face=1),
    "a claim that is no hash": lambda told: told["faces"][1].update(claim="' OR 1=1 --"),
    "words of nobody": lambda told: told["rooms"]["shares"]["shares"][0].update(face=99),
    "a day that comes": lambda told: told["rooms"]["shares"]["shares"][0].update(at="2999-01-01T00:00:00Z"),
    "a need nobody has": lambda told: told["rooms"]["shares"]["shares"][0].update(need="money"),
    "words without a letter": lambda told: told["rooms"]["shares"]["shares"][0].update(words="\u0000 "),
    "more than is asked for": lambda told: told["rooms"]["shares"]["shares"][0].update(html="<script>"),
    "a format that is none": _set(["rooms", "circles", "own"], ["what?"]),
    "a rhythm that never falls": lambda told: told["rooms"]["meetings"]["meetings"][0].update(
        rhythm="FREQ=SECONDLY;INTERVAL=1"
    ),
    "a moment nobody knows": lambda told: told["rooms"]["skills"]["strategies"][0].update(moments=["never"]),
    "rooms that are a list": _set(["rooms"], []),
}


@pytest.mark.parametrize("name", HARM)
def test_a_file_that_means_harm_is_one_sentence_and_nothing_is_changed(cast, lived, typed, tmp_path, name):
    file = tmp_path / "group.json"
    file.write_bytes(_changed(pack_group(group=cast.long_nights), HARM[name]))
    before = everything_counted()
    code, out, err = typed("import-group", file)
    assert (code, out, len(err.splitlines())) == (2, "", 1), err
    assert "Something in Withness itself went wrong" not in err
    assert everything_counted() == before


@pytest.mark.parametrize(("body", "sentence"), [
    (b"", "not JSON"), (b"[" * 10_000_000, "not JSON"), (b'{"a":' * 2_000_000, "not JSON"), (b"\xff\xfe", "not JSON"),
    (b"[]", "not the file of a group"), (b'{"format": "withness-group", "version": 99}', "later version"),
    (b'{"format": "withness-group", "version": 1}', "not as it should be"),
])  # fmt: skip
def test_what_is_no_group_is_one_sentence(typed, tmp_path: Path, body, sentence):
    (tmp_path / "g").write_bytes(body)
    code, out, err = typed("import-group", tmp_path / "g")
    assert (code, out, len(err.splitlines())) == (2, "", 1)
    assert sentence in err


def test_a_file_that_was_changed_on_its_way_is_refused(cast, lived, typed, tmp_path):
    (tmp_path / "g").write_bytes(pack_group(group=cast.long_nights).replace(b"at four", b"at five"))
    code, _out, err = typed("import-group", tmp_path / "g")
    assert code == 2
    assert "its checksum is another" in err


def test_scripts_in_words_are_words_like_any_others(cast, lived, as_, typed, tmp_path):
    nasty = "<script>alert(1)</script> <img src=x onerror=alert(1)> [here](javascript:alert(1)) \u202eabc"

    def change(told):
        told["group"]["about"] = told["rooms"]["shares"]["shares"][0]["words"] = nasty
        told["rooms"]["shares"]["shares"][0]["note"] = ""
        told["group"]["title"] = "<b>Nights</b>\0"
        told["rooms"]["circles"]["own"][0] += "\0"
        told["rooms"]["meetings"]["meetings"][0]["notes"] = "\0"
        told["rooms"]["meetings"]["meetings"][0]["join_url"] = "javascript:alert(1)"

    (tmp_path / "g").write_bytes(_changed(pack_group(group=cast.long_nights), change))
    group = Group.objects.get(id=json.loads(typed("import-group", tmp_path / "g", "--json")[1])["group"])
    claim_seat(person=cast.chidi, code=lived["chidi"], agreement_version=2)
    for path in ("", "/about"):
        page = as_(cast.chidi).get(f"/g/{group.id}{path}").content.decode()
        assert "script" in page
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert 'href="javascript:' not in page
        assert "<b>Nights" not in page
    thread = as_(cast.chidi).get(f"/g/{group.id}/s/{Share.objects.get(group=group).id}").content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &lt;img src=x onerror=alert(1)&gt; [here]" in thread
    assert Series.objects.get(group=group).join_url == ""
    assert Reply.objects.filter(share__group=group).count() == 1
