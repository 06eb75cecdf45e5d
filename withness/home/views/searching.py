"""Finding words again."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from withness.foundation.pages import page
from withness.foundation.text import clean_line
from withness.groups.belonging import memberships
from withness.people.asking import Asking
from withness.safety.folding import unfolds
from withness.shares.searching import MOST, findable_letters, search


@require_GET
def search_page(request: Asking) -> HttpResponse:
    """Words in my groups, or in one of them. What was asked is written down nowhere."""
    person = request.person
    if person is None:
        return redirect("/account/come-in?next=/search")
    words, group = clean_line(request.GET.get("words", ""), longest=100), request.GET.get("group", "")
    mine = [member.group for member in memberships(person)]
    place = next((one for one in mine if one.id == group), None)
    enough = findable_letters(words) >= 2
    found = search(person=person, words=words, group_id=place.id if place else "") if enough else []
    return page(
        request, "home/search.html", room="search", words=words,
        groups=[("", _("All my groups")), *((one.id, one.title) for one in mine)],
        place=place, found=found, enough=enough, many=len(found) >= MOST, unfolded=unfolds(person),
    )  # fmt: skip
