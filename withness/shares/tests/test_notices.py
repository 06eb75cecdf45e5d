"""How notices about words read, when they are read."""

from withness.groups.parting import leave
from withness.notices.kinds import Wording, kinds, wording_of
from withness.notices.models import Notice, Wishes
from withness.safety.boundaries import draw_boundary
from withness.shares.being_present import be_present, step_back
from withness.shares.changing import take_back_reply, take_back_share
from withness.shares.keeping import follow
from withness.shares.replying import reply
from withness.shares.sharing import share


def anas_share(cast):
    return share(by=cast.face(cast.ana, cast.long_nights), words="Anyone?", need="just_listen")


def the_notice(person, kind):
    return Notice.objects.get(person=person, kind=kind)


def test_two_who_wrote_back_are_named_the_newest_first(cast):
    hers = anas_share(cast)
    reply(by=cast.face(cast.ben, cast.long_nights), share=hers, words="Here.")
    last = reply(by=cast.face(cast.chidi, cast.long_nights), share=hers, words="Here too.")
    assert wording_of(the_notice(cast.ana, "reply"), cast.ana) == Wording(
        "Rowan and Wren wrote back to you", f"/g/{cast.long_nights.id}/s/{hers.id}#{last.id}"
    )
    assert wording_of(the_notice(cast.ana, "reply"), cast.sam) is None


def test_who_follows_reads_to_whom_it_was_written(cast):
    hers = anas_share(cast)
    follow(by=cast.face(cast.chidi, cast.long_nights), share=hers, on=True)
    reply(by=cast.face(cast.ben, cast.long_nights), share=hers, words="Here.")
    assert wording_of(the_notice(cast.chidi, "reply"), cast.chidi).sentence == "Wren wrote back to Teasel"


def test_a_reply_taken_back_is_no_longer_told_nor_one_under_a_share_taken_back(cast):
    hers = anas_share(cast)
    wren, rowan = cast.face(cast.ben, cast.long_nights), cast.face(cast.chidi, cast.long_nights)
    bens = reply(by=wren, share=hers, words="Here.")
    reply(by=rowan, share=hers, words="Here too.")
    take_back_reply(by=wren, reply=bens)
    assert wording_of(the_notice(cast.ana, "reply"), cast.ana).sentence == "Rowan wrote back to you"
    take_back_share(by=hers.author, share=hers)
    assert wording_of(the_notice(cast.ana, "reply"), cast.ana) is None


def test_nobody_beyond_a_boundary_is_named_and_nothing_is_read_after_leaving(cast):
    hers = anas_share(cast)
    for person in (cast.ben, cast.chidi):
        reply(by=cast.face(person, cast.long_nights), share=hers, words="Here.")
        be_present(by=cast.face(person, cast.long_nights), share=hers, kind="hear_you")
    draw_boundary(by=cast.ana, towards=cast.ben, place=cast.long_nights.id)
    assert wording_of(the_notice(cast.ana, "reply"), cast.ana).sentence == "Rowan wrote back to you"
    assert wording_of(the_notice(cast.ana, "presence"), cast.ana).sentence == "Rowan let you know they are there"
    leave(by=cast.face(cast.ana, cast.long_nights))
    assert wording_of(the_notice(cast.ana, "reply"), cast.ana) is None
    assert wording_of(the_notice(cast.ana, "presence"), cast.ana) is None


def test_a_tap_taken_back_is_no_longer_told(cast):
    hers, wren = anas_share(cast), cast.face(cast.ben, cast.long_nights)
    be_present(by=wren, share=hers, kind="hear_you")
    assert wording_of(the_notice(cast.ana, "presence"), cast.ana) == Wording(
        "Wren let you know they are there", f"/g/{cast.long_nights.id}/s/{hers.id}#beside"
    )
    step_back(by=wren, share=hers, kind="hear_you")
    assert wording_of(the_notice(cast.ana, "presence"), cast.ana) is None


def test_a_kind_that_is_off_is_not_written_at_all(cast):
    assert {kind.name for kind in kinds() if kind.off_able} >= {"reply", "presence"}
    hers = anas_share(cast)
    Wishes.objects.create(person=cast.ana, off=["reply"])
    reply(by=cast.face(cast.ben, cast.long_nights), share=hers, words="Here.")
    assert Notice.objects.count() == 0
