"""Who takes consent back takes their words back, wherever they wrote them."""

from withness.groups.parting import leave
from withness.people.consenting import withdraw_consent
from withness.shares.being_present import be_present
from withness.shares.models import Presence, Reply, Share
from withness.shares.replying import reply
from withness.shares.sharing import share


def test_all_words_are_taken_back_also_where_one_left_long_ago(cast):
    teasel, fern, wren = (
        cast.face(person, group)
        for person, group in ((cast.ana, cast.long_nights), (cast.ana, cast.still_water), (cast.ben, cast.long_nights))
    )
    bens = share(by=wren, words="Mine stays.", need="just_listen")
    share(by=teasel, words="Canary one.", need="just_listen")
    reply(by=teasel, share=bens, words="Canary two.")
    be_present(by=teasel, share=bens, kind="hear_you")
    share(by=fern, words="Canary three.", need="just_listen")
    leave(by=fern)
    withdraw_consent(person=cast.ana, about="health")
    kept = str(list(Share.objects.values_list("words", "html"))) + str(list(Reply.objects.values_list("words", "html")))
    assert "Canary" not in kept
    assert "Mine stays." in kept
    assert not Presence.objects.exists()
