"""The page of patterns: for who builds the house, and for nobody else."""

from __future__ import annotations


def test_the_parts_are_shown_where_the_demo_is_and_nowhere_else(cast, as_, settings):
    settings.DEMO = True
    for who in (None, cast.ana):
        page = as_(who).get("/look")
        assert (page.status_code, "Things to press" in page.content.decode()) == (200, True)
    settings.DEMO = False
    assert [as_(who).get("/look").status_code for who in (None, cast.ana, cast.sam)] == [404, 404, 404]
