"""Letters: writing one, reading one, and reading them for the group before they go out."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from withness.foundation.ids import looks_like_id
from withness.foundation.pages import page
from withness.foundation.refusing import NotAllowed, NotUnderstood
from withness.foundation.saying import say
from withness.groups.seats import seat
from withness.hope import reading, writing_letters
from withness.hope.delivering import thank
from withness.hope.models import MOMENTS, Letter
from withness.hope.rules import places_to_write, reads_for_the_group
from withness.people.asking import Asking
from withness.people.doors import for_known
from withness.people.models import Person


@require_http_methods(["GET", "POST"])
@for_known
def new(request: Asking, person: Person) -> HttpResponse:
    """Write to somebody at a hard moment."""
    places = places_to_write(person)
    if not places:
        return say(redirect("/groups"), request, _("Letters are written in a group. Join one first, if you like."))
    form, trouble = request.POST, {}
    if request.method == "POST":
        by = seat(request, form.get("group", ""))
        try:
            letter = writing_letters.write_letter(
                by=by, moment=form.get("moment", ""), words=form.get("words", ""), language=person.language
            )
            return say(
                redirect(f"/letters/{letter.id}"), request, _("Thank you. Somebody who holds the group reads it first.")
            )
        except NotUnderstood as no:
            trouble = {no.field: no.sentence}
    return page(
        request, "hope/write_letter.html", status=422 if trouble else 200, room="path", form=form, trouble=trouble,
        places=[(member.group_id, member.group.title) for member in places], moments=[(m, word, "") for m, word in MOMENTS],
        chosen=form.get("group") or request.GET.get("group", ""),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@for_known
def one(request: Asking, person: Person, letter_id: str) -> HttpResponse:
    """A letter: mine, or one that came for me, or one I read for the group."""
    letter = _find(person, letter_id)
    if request.method == "POST":
        return _do(request, person, letter)
    return _page_of(request, person, letter)


def _page_of(request: Asking, person: Person, letter: Letter, trouble: dict[str, str] | None = None) -> HttpResponse:
    mine = letter.author.person_id == person.id
    return page(
        request, "hope/letter.html", status=422 if trouble else 200, room="path", letter=letter, mine=mine,
        delivery=reading.delivery_to(person, letter), reads=reads_for_the_group(person, letter), trouble=trouble or {},
        form=request.POST, moment=dict(MOMENTS)[letter.moment], thanks=letter.deliveries.exclude(thanked_at=None).exists(),
    )  # fmt: skip


def _do(request: Asking, person: Person, letter: Letter) -> HttpResponse:
    form, mine = request.POST, letter.author.person_id == person.id
    reads, there = reads_for_the_group(person, letter), redirect(f"/letters/{letter.id}")
    try:
        match form.get("do", ""):
            case "thank":
                thank(person=person, letter=letter)
                return say(there, request, _("Your thanks are on their way, without your name."))
            case "withdraw" if mine:
                writing_letters.withdraw(letter=letter)
                return say(redirect("/hope"), request, _("It is taken back. Nobody can read it any more."))
            case "change" if mine:
                writing_letters.change_letter(letter=letter, words=form.get("words", ""))
                return say(there, request, _("The change is kept. Somebody reads it again before it goes out."))
            case "approve" if reads:
                writing_letters.approve(letter=letter, by=reads)
                return say(redirect("/letters/review"), request, _("It can go out now."))
            case "send_back" if reads:
                writing_letters.send_back(letter=letter, by=reads, because=form.get("because", ""))
                return say(
                    redirect("/letters/review"), request, _("It went back to whoever wrote it, with your words.")
                )
    except NotUnderstood as no:
        return _page_of(request, person, letter, {no.field: no.sentence})
    raise NotAllowed(_("Only who wrote this can change it."))


@require_GET
@for_known
def review(request: Asking, person: Person) -> HttpResponse:
    """What waits to be read in groups I hold."""
    return page(
        request, "hope/review.html", room="groups", letters=reading.waiting_to_be_read(person), moments=dict(MOMENTS),
        stories=reading.stories_waiting(person),
    )  # fmt: skip


def _find(person: Person, letter_id: str) -> Letter:
    if not looks_like_id(letter_id):
        raise Http404
    letter = Letter.objects.visible_to(person).select_related("group", "author").filter(id=letter_id).first()
    if letter is None:
        raise Http404
    return letter
