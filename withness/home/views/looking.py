"""Every part of the house in every state on one page, for who builds it."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from withness.foundation.pages import page
from withness.meetings.finding.picturing import Label, Mark, Picture
from withness.people.asking import Asking

PRESENCES = (
    ("hear_you", "I hear you"),
    ("been_there", "I’ve been there"),
    ("with_you", "With you"),
    ("thank_you", "Thank you"),
)
SEEDS = ("teasel", "wren", "rowan", "plover", "fern", "moss", "heron", "sorrel")
AROUND = Picture(
    rings=[(79.0, "1"), (158.0, "2")], towns=[Label(250.0, 70.0, "Headingley")], numbers=[1, 2], has_circles=True,
    marks=[Mark(110.0, 250.0, 20, "2", reach=40, sign=210.0), Mark(220.0, 150.0, 20, "1", sign=150.0)],
)  # fmt: skip
MEETINGS = ({"title": "The Bench"}, {"title": "Two Cups"})
MISSING = "Say it in a word or two. Nothing was lost."


@require_GET
def look(request: Asking) -> HttpResponse:
    """The parts. There only where the demo is, never in a house that people live in."""
    if not (settings.DEBUG or settings.DEMO):
        raise Http404
    trouble = dict.fromkeys(("missing", "short", "which", "agreed"), MISSING)
    return page(
        request, "home/look.html", presences=PRESENCES, seeds=SEEDS, around=AROUND, meetings=MEETINGS, trouble=trouble
    )
