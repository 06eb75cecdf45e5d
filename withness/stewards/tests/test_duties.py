"""What an operator owes: filled from the settings, and marked for a lawyer."""

import pytest

from withness.stewards.duties import DUTIES

PUBLIC = {"privacy-notice", "terms"}


@pytest.mark.parametrize("slug", [one.slug for one in DUTIES])
def test_everybody_reads_what_concerns_them_and_stewards_the_rest(cast, as_, slug, settings):
    settings.OPERATOR, settings.CONTACT, settings.COUNTRY = "River House", "hello@example.org", "Ireland"
    assert as_(cast.sam).get(f"/duties/{slug}").status_code == (200 if slug in PUBLIC else 404)
    page = as_(cast.dana).get(f"/duties/{slug}").content.decode()
    assert "Have a lawyer read this." in page
    assert "[WITHNESS_" not in page


def test_what_is_not_set_is_said_to_stewards(cast, as_, settings):
    settings.OPERATOR = ""
    assert "WITHNESS_OPERATOR" in as_(cast.dana).get("/duties").content.decode()
    assert "WITHNESS_OPERATOR" not in as_(cast.sam).get("/duties").content.decode()
    assert "[WITHNESS_OPERATOR]" in as_(cast.dana).get("/duties/terms").content.decode()
    assert as_(cast.dana).get("/duties/none").status_code == 404
