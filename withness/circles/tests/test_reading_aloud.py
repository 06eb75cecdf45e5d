"""A circle can read aloud what its group agreed on, as it stands that day."""

from __future__ import annotations

from withness.circles.formats.parsing import read_format
from withness.circles.formats.shelf import shipped
from withness.circles.reading_aloud import as_read
from withness.circles.tests.playing import do, fresh, running
from withness.groups.agreeing import change_agreement

WORDS = "- We speak from our own life.\n- What is said here stays here."
READ = "We speak from our own life.\nWhat is said here stays here."


def test_the_agreement_is_read_line_by_line_on_the_page_and_by_programs(cast, as_, program, faces):
    change_agreement(by=faces[0], words=WORDS)
    circle = running(faces, form="newcomers", part=1)
    at = f"/g/{circle.group_id}/c/{circle.id}"
    for line in READ.split("\n"):
        assert line in as_(cast.ana).get(at).content.decode()
    told = program(cast.ana).get(f"/circles/{circle.id}").json()["phase"]
    assert (told["kind"], told["words"]) == ("reading", READ)
    do(faces[0], circle, "next", phase=True)
    assert READ.split("\n")[0] not in as_(cast.ana).get(at).content.decode()


def test_what_changed_meanwhile_is_read_as_it_holds_now(faces):
    circle = running(faces, form="newcomers", part=1)
    change_agreement(by=faces[0], words=WORDS)
    phase = circle.plan.phases[1]
    assert (phase.reads_agreement, as_read(fresh(circle), phase).words) == (True, READ)


def test_a_reading_of_ones_own_stays_as_it_is_written(cast, as_, faces):
    part = "kind: reading\nminutes: 2\nread:"
    phases = read_format(f"name: A\n[R]\n{part} Our agreement\n[S]\n{part} Ours.")
    assert [phase.reads_agreement for phase in phases.phases] == [True, False]
    assert sum(phase.reads_agreement for plan in shipped().values() for phase in plan.phases) == 1
    page = as_(cast.chidi).get(f"/g/{faces[0].group_id}/circles/formats/newcomers").content.decode()
    assert "What the group agreed on is read, as it stands that day." in page
