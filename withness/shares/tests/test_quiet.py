"""Not hearing of somebody, a group, a topic."""

from withness.notices.models import Notice
from withness.safety.models import QuietWish
from withness.shares.replying import reply
from withness.shares.sharing import share


def test_ana_hears_nothing_of_wren_and_still_hears_of_others(cast, as_):
    kept = share(by=cast.face(cast.ana, cast.long_nights), words="Mine.", need="just_listen")
    wren = cast.face(cast.ben, cast.long_nights)
    ana = as_(cast.ana)
    assert ana.post("/me/quiet", {"kind": "member", "what": wren.id}).status_code == 302
    reply(by=wren, share=kept, words="Here.")
    assert not Notice.objects.filter(person=cast.ana).exists()
    reply(by=cast.face(cast.chidi, cast.long_nights), share=kept, words="Here too.")
    assert Notice.objects.filter(person=cast.ana).count() == 1
    assert "Wren" in ana.get("/me/quiet").content.decode()
    ana.post("/me/quiet", {"again": QuietWish.objects.get().id})
    assert not QuietWish.objects.exists()


def test_a_stranger_cannot_name_a_member_they_may_not_see(cast, as_):
    wren = cast.face(cast.ben, cast.long_nights)
    assert as_(cast.sam).post("/me/quiet", {"kind": "member", "what": wren.id}).status_code == 422
    assert as_(cast.sam).post("/me/quiet", {"kind": "topic", "what": " "}).status_code == 422
