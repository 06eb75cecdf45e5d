"""Stories of how it went: reading them, telling one, taking it back."""

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
from withness.hope import reading
from withness.hope.models import Story
from withness.hope.rules import places_to_write, reads_for_the_group
from withness.hope.telling_stories import approve_story, tell_story, withdraw_story
from withness.people.asking import Asking
from withness.people.doors import for_known
from withness.people.models import Person


@require_GET
def shelf(request: Asking) -> HttpResponse:
    """Stories this reader may read; also signed out."""
    places = places_to_write(request.person) if request.person else []
    return page(
        request, "hope/stories.html", room="path", stories=reading.stories_for(request.person), may_tell=bool(places)
    )


@require_http_methods(["GET", "POST"])
@for_known
def new(request: Asking, person: Person) -> HttpResponse:
    """Tell how it went."""
    places, form, trouble = places_to_write(person), request.POST, {}
    if not places:
        return say(redirect("/groups"), request, _("Stories are told in a group. Join one first, if you like."))
    if request.method == "POST":
        by = seat(request, form.get("group", ""))
        try:
            story = tell_story(
                by=by, title=form.get("title", ""), words=form.get("words", ""), told_to=form.get("told_to", ""),
                agreed=form.get("agreed") == "yes",
            )  # fmt: skip
            return say(
                redirect(f"/stories/{story.id}"), request, _("Thank you. Somebody who holds the group reads it first.")
            )
        except NotUnderstood as no:
            trouble = {no.field: no.sentence}
    return page(
        request, "hope/write_story.html", status=422 if trouble else 200, room="path", form=form, trouble=trouble,
        places=[(member.group_id, member.group.title) for member in places], told_to=[(v, w, "") for v, w in Story.TOLD_TO],
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def one(request: Asking, story_id: str) -> HttpResponse:
    """A story, and for its author the receipt and a way to take it back."""
    seen = Story.objects.visible_to(request.person).select_related("author", "group")
    story = seen.filter(id=story_id).first() if looks_like_id(story_id) else None
    mine = story is not None and request.person is not None and story.author.person_id == request.person.id
    if story is None or (story.withdrawn_at is not None and not mine):
        raise Http404
    reads = reads_for_the_group(request.person, story) if request.person else None
    if request.method == "GET":
        return page(
            request, "hope/story.html", room="path", story=story, mine=mine, reads=reads and story.approved_at is None,
            receipts=story.receipts.order_by("given_at"),
        )  # fmt: skip
    if request.POST.get("do") == "withdraw" and mine:
        withdraw_story(story=story)
        return say(redirect("/stories"), request, _("It is taken back. Nobody can read it any more."))
    if request.POST.get("do") == "approve" and reads is not None:
        approve_story(story=story, by=reads)
        return say(redirect("/letters/review"), request, _("It can be read now."))
    raise NotAllowed(_("Only who wrote this can change it."))
