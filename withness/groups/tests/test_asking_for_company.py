"""Asking for company: by one's own press only; who holds the group learns who asks, and nothing else."""

from withness.groups.parting import leave
from withness.groups.profiles import way_of
from withness.notices.kinds import wording_of
from withness.notices.models import Notice


def test_ana_asks_and_chidi_alone_hears_who(cast, as_):
    ana = as_(cast.ana)
    page = ana.get(f"/g/{cast.long_nights.id}/company").content.decode()
    assert "<bdi>Teasel</bdi> would like somebody to write" in page
    assert not Notice.objects.filter(kind="company").exists()  # looking is not asking
    ana.post(f"/g/{cast.long_nights.id}/company")
    notice = Notice.objects.get(kind="company")
    assert notice.person == cast.chidi
    assert wording_of(notice, cast.chidi).sentence == "Teasel in Long Nights would like you to write to them"
    assert wording_of(notice, cast.ben) is None
    leave(by=cast.face(cast.ana, cast.long_nights))
    assert wording_of(notice, cast.chidi) is None


def test_a_group_that_decided_against_it_and_a_stranger_have_no_such_page(cast, as_):
    address = f"/g/{cast.long_nights.id}/company"
    assert as_(cast.sam).get(address).status_code == as_(None).post(address).status_code == 404
    cast.long_nights.ways = {"risk_tooling": False}
    cast.long_nights.save()
    assert way_of(cast.long_nights, "risk_tooling") is False
    assert as_(cast.ana).get(address).status_code == 404
    assert as_(cast.ana).post(address).status_code == 404
    assert as_(cast.chidi).get(f"/g/{cast.thursday.id}/company").status_code == 404  # he holds it alone


def test_asking_again_and_again_is_told_kindly_to_wait(cast, as_):
    ana = as_(cast.ana)
    codes = [ana.post(f"/g/{cast.long_nights.id}/company").status_code for _ in range(5)]
    assert codes[:3] == [302, 302, 302]
    assert codes[-1] == 429
    assert Notice.objects.filter(kind="company").count() == 1
