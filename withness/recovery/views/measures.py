"""Measures: choosing one, answering it, and what the answers come to. Not a diagnosis, and nobody else sees it."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET, require_http_methods

from withness.foundation import clock
from withness.foundation.numbers import whole
from withness.foundation.pages import page
from withness.foundation.refusing import NotUnderstood
from withness.people.asking import Asking
from withness.people.keyring import OpenKey
from withness.people.models import Person
from withness.recovery import keeping, timeline
from withness.recovery.called import band_words, missing_words
from withness.recovery.known import known_packs
from withness.recovery.packs import Pack
from withness.recovery.scoring import Score, changed
from withness.recovery.views.path import with_key


@require_GET
@with_key
def shelf(request: Asking, person: Person, key: OpenKey) -> HttpResponse:
    """The measures there are, and when each was answered last."""
    leaves, today = timeline.leaves_of(person, key=key), clock.today(person.zone)
    shown = [(pack, timeline.next_due(leaves, pack)) for pack in known_packs().values()]
    return page(request, "recovery/measures.html", room="path", shown=shown, today=today)


@require_http_methods(["GET", "POST"])
@with_key
def one(request: Asking, person: Person, key: OpenKey, pack_id: str) -> HttpResponse:
    """The questions; then what the answers come to. The ninth question of the PHQ-9 opens help before anything else."""
    pack = known_packs().get(pack_id)
    if pack is None:
        raise Http404
    answers = [_answer(request.POST.get(f"a{n}", ""), pack) for n in range(1, pack.length + 1)]
    trouble = {}
    if request.method == "POST":
        before = timeline.scores(timeline.leaves_of(person, key=key), pack)
        try:
            _kept, found, help_now = keeping.answer(person=person, key=key, pack=pack, answers=answers)
            return _result(request, pack, found, help_now=help_now, change=_change(pack, before, found))
        except NotUnderstood as no:
            trouble = {no.field: no.sentence}
    words, translated = pack.wording(request.LANGUAGE_CODE)
    return page(
        request, "recovery/measure.html", status=422 if trouble else 200, room="path", pack=pack, words=words, trouble=trouble,
        missing=missing_words(pack.missing),
        translated=translated, questions=words.items, answers=answers, choices=list(zip(pack.answers, words.options, strict=True)),
        words_language=request.LANGUAGE_CODE if translated else "en", about=pack.about.get(request.LANGUAGE_CODE, pack.about["en"]),
    )  # fmt: skip


def _result(request: Asking, pack: Pack, found: Score | None, *, help_now: bool, change: str) -> HttpResponse:
    return page(
        request, "recovery/result.html", room="path", pack=pack, found=found, help_now=help_now, change=change,
        band=band_words(found.band) if found else "", missing=missing_words(pack.missing),
    )  # fmt: skip


def _change(pack: Pack, before: list[timeline.Point], found: Score | None) -> str:
    return changed(pack, before[0].value, found.score) if before and found else ""


def _answer(text: str, pack: Pack) -> int | None:
    number = whole(text, most=99)
    return number if number in pack.answers else None
