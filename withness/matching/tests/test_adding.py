"""Words that the vocabulary lacks."""

from withness.matching.adding import suggest
from withness.matching.catalogue import catalogue, forget_catalogue
from withness.matching.knowing import is_known, named, under
from withness.matching.models import Addition


def test_a_member_suggests_and_a_steward_takes_in(as_, cast):
    form = {"name": "Frozen shoulder", "words": "stiff arm, froscho", "under": "chronic_pain"}
    assert as_(None).post("/experiences/suggest", form).status_code == 302
    assert not Addition.objects.exists()
    assert as_(cast.ben).post("/experiences/suggest", form).status_code == 302
    one = Addition.objects.get()
    slug = f"own:{one.id}"
    assert not is_known(slug)
    assert "Frozen shoulder" not in as_(cast.ben).get("/experiences").content.decode()
    assert as_(cast.sam).post(f"/experiences/{one.id}", {"do": "take_in"}).status_code == 403
    dana = as_(cast.dana)
    assert "Frozen shoulder" in dana.get("/experiences").content.decode()
    dana.post(f"/experiences/{one.id}", {"do": "take_in"})
    assert is_known(slug)
    assert [name.name for name in named([slug], "en")] == ["Frozen shoulder"]
    assert under(slug) == "chronic_pain"
    assert "Frozen shoulder" in as_(None).get("/experiences").content.decode()


def test_words_of_a_facilitator_count_at_once_and_find_what_they_stand_under(cast):
    forget_catalogue()
    suggest(by=cast.chidi, name="Frozen shoulder", words="froscho", under="chronic_pain")
    index = catalogue()
    told = dict(zip(index.meaning.slugs, index.ask("I have froscho").lives, strict=True))
    assert max(told, key=told.get) == "chronic_pain"


def test_words_that_need_another_look(as_, cast):
    browser = as_(cast.ben)
    assert browser.post("/experiences/suggest", {"name": "x", "under": "sleep"}).status_code == 422
    assert browser.post("/experiences/suggest", {"name": "Something", "under": "nonsense"}).status_code == 422
    for number in range(10):
        browser.post("/experiences/suggest", {"name": f"Thing {number}", "under": "sleep"})
    assert browser.post("/experiences/suggest", {"name": "One more", "under": "sleep"}).status_code == 429
