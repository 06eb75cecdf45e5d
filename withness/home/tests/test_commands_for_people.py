"""`first-steward`, `signin-link`, `token`: for people in any case, with a reason, told to them, and nothing by the way."""

from __future__ import annotations

from pathlib import Path

import pytest

from testing.cast import a_person
from withness.home.demo import load_demo
from withness.home.tests.typing_it import withness
from withness.notices.models import Notice
from withness.people.models import ApiToken, AuditEntry, Person, SigninLink
from withness.people.signing_links import use_link
from withness.people.stewarding import is_steward
from withness.people.tokens import make_token, person_of_token


@pytest.fixture
def demo(db: None, few_stories: None) -> None:
    load_demo()


def token_of_link(link: str) -> str:
    return link.strip().rsplit("/", 1)[1]


@pytest.mark.parametrize("name", ["ana", "Ana", "ANA", " ana "])
def test_a_token_for_the_demo_needs_no_reason(typed: object, demo: None, name: str) -> None:
    code, said, beside = typed("token", name)
    assert (code, beside) == (0, "")
    assert said.count("\n") == 1
    assert person_of_token(said.strip()).nickname == "ana"
    assert AuditEntry.objects.count() == 0


def test_a_link_for_the_demo_needs_no_reason(typed: object, demo: None) -> None:
    code, said, beside = typed("signin-link", "BEN")
    assert (code, beside) == (0, "It works once, within 30 minutes.\n")
    assert use_link(token_of_link(said)).nickname == "ben"


@pytest.mark.parametrize("command", ["token", "signin-link"])
def test_a_real_person_is_not_opened_without_a_reason(typed: object, cast: object, command: str) -> None:
    for words in ([], ["--reason", "  "]):
        code, said, no = typed(command, "ana", *words)
        assert (code, said) == (2, "")
        assert no == "This is a real person's account. Say why with --reason; they are told.\n"
    assert (ApiToken.objects.count(), SigninLink.objects.count(), AuditEntry.objects.count()) == (0, 0, 0)


@pytest.mark.parametrize(("command", "way"), [("token", "token"), ("signin-link", "link")])
def test_a_real_person_is_told_and_it_is_written_down(typed: object, cast: object, command: str, way: str) -> None:
    code, said, _beside = typed(command, "Ana", "--reason", "She rang: her phone fell into the sea.")
    assert code == 0
    assert said.count("\n") == 1
    entry = AuditEntry.objects.get()
    assert (entry.role, entry.what, entry.about) == ("operator", f"made_{way}", cast.ana)
    assert entry.why == "She rang: her phone fell into the sea."
    assert [notice.kind for notice in Notice.objects.filter(person=cast.ana)] == ["account_opened"]
    assert Notice.objects.exclude(person=cast.ana).filter(kind="account_opened").count() == 0


@pytest.mark.parametrize("command", ["token", "signin-link"])
def test_nobody_of_that_name_changes_nothing(typed: object, cast: object, command: str) -> None:
    assert typed(command, "zoe", "--reason", "x") == (2, "", "There is nobody called “zoe” here.\n")
    assert (ApiToken.objects.count(), SigninLink.objects.count(), AuditEntry.objects.count()) == (0, 0, 0)


def test_without_a_name_it_asks_for_one(typed: object) -> None:
    no = "withness token: please name NAME. To read more: withness token --help\n"
    assert typed("token") == (2, "", no)


def test_many_tokens_from_the_command_line_never_crowd_out_ones_own(typed: object, demo: None) -> None:
    ana = Person.objects.called("ana")
    own = make_token(person=ana, name="my script")
    last = [typed("token", "ana")[1].strip() for _ in range(25)][-1]
    assert person_of_token(own) == person_of_token(last) == ana
    assert ApiToken.objects.filter(person=ana).count() <= 20


def test_the_first_steward_begins_with_an_account_of_their_own(typed: object) -> None:
    code, link, beside = typed("first-steward", "Maren")
    assert code == 0
    assert beside.splitlines()[0] == "“maren” is the first steward of this community."
    assert "demo" not in beside
    maren = use_link(token_of_link(link))
    assert maren.nickname == "maren"
    assert is_steward(maren)
    assert AuditEntry.objects.get().what == "made_first_steward"


def test_somebody_who_is_here_becomes_the_first_steward_without_a_link(typed: object) -> None:
    ines = a_person("ines")
    code, said, _beside = typed("first-steward", "INES")
    assert (code, said) == (0, "")
    assert is_steward(ines)


def test_there_is_only_one_beginning(typed: object, cast: object) -> None:
    assert is_steward(cast.dana)
    said = "This community has begun already: it has a steward. Nothing was changed.\n"
    assert typed("first-steward", "maren") == (2, "", said)
    assert Person.objects.called("maren") is None


def test_the_demo_has_no_part_in_a_real_community(typed: object, demo: None) -> None:
    code, said, no = typed("first-steward", "Dana")
    assert (code, said) == (2, "")
    assert no == "“dana” belongs to the demo. Choose a nickname that nobody has. Nothing was changed.\n"
    code, _link, beside = typed("first-steward", "maren")
    assert code == 0
    assert beside.splitlines()[-1].startswith("The demo stays, apart from real people")
    assert not Person.objects.called("maren").is_demo


@pytest.mark.parametrize("name", ["", "x", "a" * 60, "maren@example.org", "\u202e"])
def test_a_nickname_that_cannot_be_one_changes_nothing(typed: object, name: str) -> None:
    code, said, no = typed("first-steward", name)
    assert (code, said, no.count("\n")) == (2, "", 1)
    assert Person.objects.count() == 0


@pytest.mark.slow
def test_on_an_empty_folder_they_make_what_they_need(tmp_path: Path) -> None:
    no = withness(tmp_path / "one", "token", "ana")
    assert (no.returncode, no.stdout, no.stderr) == (2, "", "There is nobody called “ana” here.\n")
    yes = withness(tmp_path / "two", "first-steward", "maren")
    assert yes.returncode == 0
    assert yes.stdout.startswith("http://127.0.0.1:8000/account/link/")
