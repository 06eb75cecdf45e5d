"""Leaving a group from its page: one's words stay, or go along."""

from withness.shares.models import Share
from withness.shares.sharing import share


def test_ben_goes_and_his_words_stay_or_go_as_he_chose(cast, as_):
    for group, words, stays in ((cast.long_nights, "stay", True), (cast.still_water, "go", False)):
        mine = share(by=cast.face(cast.ben, group), words="A long night.", need="just_listen")
        assert as_(cast.ben).post(f"/g/{group.id}/leave", {"words": words}).status_code == 302
        assert (Share.objects.get(id=mine.id).taken_back_at is None) is stays
        assert ("A long night." in as_(cast.ana).get(f"/g/{group.id}").content.decode()) is stays
        assert as_(cast.sam).post(f"/g/{group.id}/leave", {"words": words}).status_code == 404
