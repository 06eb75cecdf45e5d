"""Pages of shares, as a browser sends their forms."""

import pytest

from withness.shares.models import Share


@pytest.mark.parametrize("letter", ["a", "ل", "🌊"])
def test_the_longest_share_arrives_whole_in_every_script(cast, as_, letter):
    words = letter * 20_000
    form = {"words": words, "need": "just_listen", "key": "k1"}
    answer = as_(cast.ana).post(
        f"/g/{cast.long_nights.id}/shares/new",
        "&".join(f"{name}={_as_browsers_do(value)}" for name, value in form.items()),
        content_type="application/x-www-form-urlencoded",
    )
    assert answer.status_code == 302
    assert Share.objects.get().words == words


def _as_browsers_do(value):
    from urllib.parse import quote_plus

    return quote_plus(value)
