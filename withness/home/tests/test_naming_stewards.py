"""`withness steward`: one more, or one fewer, and they hear of it."""

import pytest

from testing.cast import a_person
from withness.notices.kinds import wording_of
from withness.notices.models import Notice
from withness.people.models import AuditEntry, Person
from withness.people.stewarding import is_steward


def test_one_more_in_any_case_and_one_fewer(typed, cast, as_):
    assert as_(cast.chidi).get("/desk").status_code == 404
    assert typed("steward", " CHIDI ") == (0, "", "“chidi” is a steward now, and was told.\n")
    assert as_(cast.chidi).get("/desk").status_code == 200
    made = Notice.objects.get(person=cast.chidi, kind="stewards_changed")
    assert wording_of(made, cast.chidi).href == "/desk"

    assert typed("steward", "Chidi", "--release", "--reason", "She rests.")[::2] == (
        0, "“chidi” is a steward no longer, and was told.\n",
    )  # fmt: skip
    assert as_(cast.chidi).get("/desk").status_code == 404
    made.refresh_from_db()
    assert wording_of(made, cast.chidi).href == "/me/looks"
    looks = as_(cast.chidi).get("/me/looks").content.decode()
    assert "The operator released you from being a steward." in looks
    assert "She rests." in looks
    assert not Notice.objects.exclude(person=cast.chidi).filter(kind="stewards_changed").exists()


def test_who_is_told_is_never_told_what_is_no_longer_so(typed, cast):
    typed("steward", "chidi")
    made = Notice.objects.get(person=cast.chidi, kind="stewards_changed")
    cast.chidi.stewardship.delete()
    assert wording_of(made, Person.objects.get(id=cast.chidi.id)) is None


@pytest.mark.parametrize(
    ("words", "no"),
    [
        (["zoe"], "There is nobody called “zoe” here."),
        (["dana"], "“dana” is a steward already. Nothing was changed."),
        (["dana", "--release"], "Say why with --reason; they may read it."),
        (["dana", "--release", "--reason", " "], "Say why with --reason; they may read it."),
        (
            ["Dana", "--release", "--reason", "x"],
            "“dana” is the last steward. Name another first, so that reports reach somebody.",
        ),
        (["sam", "--release", "--reason", "x"], "“sam” is not a steward. Nothing was changed."),
        (["dora"], "“dora” belongs to the demo, which has stewards of its own. Nothing was changed."),
        (
            ["DORA", "--release", "--reason", "x"],
            "“dora” belongs to the demo, which has stewards of its own. Nothing was changed.",
        ),
        ([], "withness steward: please name NAME. To read more: withness steward --help"),
    ],
)
def test_what_cannot_be_is_said_in_one_sentence(typed, cast, words, no):
    a_person("dora", is_demo=True)
    assert typed("steward", *words) == (2, "", f"{no}\n")
    assert is_steward(cast.dana)
    assert not AuditEntry.objects.exists()


def test_a_community_that_has_not_begun_begins_with_its_first(typed):
    a_person("ines")
    assert typed("steward", "ines") == (
        2, "", "This community has not begun yet. To begin it: withness first-steward NAME\n",
    )  # fmt: skip
