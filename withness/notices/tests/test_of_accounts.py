"""What a person is told about their account itself."""

import pytest

from testing.cast import a_person
from withness.notices.kinds import may_be_off, wording_of
from withness.notices.models import Notice
from withness.people.auditing import open_account


@pytest.mark.parametrize(("way", "leads_to"), [("link", "/me/sessions"), ("token", "/me/keys")])
def test_whoever_opens_an_account_from_outside_is_told_on(cast, way, leads_to):
    open_account(person=cast.ana, way=way, why="She lost her phone and rang us.")
    [notice] = Notice.objects.all()
    assert (notice.person, notice.kind) == (cast.ana, "account_opened")
    assert wording_of(notice, cast.ana).href == leads_to
    assert wording_of(notice, cast.sam) is None
    assert not may_be_off("account_opened")


def test_the_demo_has_nobody_to_tell(db):
    open_account(person=a_person("ana", is_demo=True), way="link", why="")
    assert not Notice.objects.exists()
