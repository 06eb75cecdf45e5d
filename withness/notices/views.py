"""The inbox, how one wants to be told, and having no more letters."""

from __future__ import annotations

from datetime import datetime, time

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from withness.foundation import clock
from withness.foundation.pages import page
from withness.foundation.refusing import NotUnderstood
from withness.foundation.saying import say
from withness.notices.devices import add_device, devices_of, remove_device
from withness.notices.inbox import cursor_of, open_notice, see_all, told
from withness.notices.kinds import kinds
from withness.notices.models import Wishes
from withness.notices.rhythms import EVERY, choose_rhythms
from withness.notices.vapid import public_key
from withness.notices.wishes import choose, stop_letters, wishes_of
from withness.people.asking import Asking, known
from withness.people.devices import device_of, device_words
from withness.people.doors import for_known
from withness.people.letters import email_of
from withness.people.models import Person


@require_GET
def inbox(request: Asking) -> HttpResponse:
    """What one has been told, the newest first."""
    person = request.person
    if person is None:
        return redirect("/account/come-in?next=/notices")
    notices, older = told(person, before=request.GET.get("before", ""))
    return page(
        request, "notices/inbox.html", room="notices", notices=notices, older=older, now=clock.now().isoformat(),
        any_new=any(one.is_new for one in notices), cursor=cursor_of(person),
    )  # fmt: skip


@require_GET
def go(request: Asking, notice_id: str) -> HttpResponse:
    """To what a notice speaks of; it has been seen then."""
    href = open_notice(person=known(request), notice_id=notice_id)
    if not href:
        raise Http404
    return redirect(href)


@require_POST
def seen(request: Asking) -> HttpResponse:
    """All that stood on the page has been seen."""
    see_all(person=known(request), until=_time(request.POST.get("until", "")))
    return redirect("/notices")


@require_http_methods(["GET", "POST"])
def my_wishes(request: Asking) -> HttpResponse:
    """How one wants to be told."""
    person = request.person
    if person is None:
        return redirect("/account/come-in?next=/me/notices")
    if request.method == "GET":
        return _wishes_page(request, person, wishes_of(person))
    form, before = request.POST, wishes_of(person)
    try:
        choose(
            person=person, by_mail=form.get("by_mail") == "yes", words_by_mail=form.get("words_by_mail") == "yes",
            off=_not_in(form.getlist("on")),
            quiet_from=form.get("quiet_from", _as_hour(before.quiet_from)),
            quiet_until=form.get("quiet_until", _as_hour(before.quiet_until)),
        )  # fmt: skip
        choose_rhythms(person=person, weekly=form.get("weekly") == "yes", look_in_every=form.get("look_in", ""))
    except NotUnderstood as no:
        return _wishes_page(request, person, before, {no.field: no.sentence})
    return say(redirect("/me/notices"), request, _("Kept."))


@require_POST
@for_known
def wake_device(request: Asking, person: Person) -> HttpResponse:
    """Wake this browser when something waits."""
    form = request.POST
    try:
        add_device(
            person=person, endpoint=form.get("endpoint", ""), p256dh=form.get("p256dh", ""), auth=form.get("auth", ""),
            name=device_of(request.headers.get("User-Agent", "")),
        )  # fmt: skip
    except NotUnderstood as no:
        return _wishes_page(request, person, wishes_of(person), {no.field: no.sentence})
    return say(redirect("/me/notices"), request, _("This device will say when something is waiting."))


@require_POST
@for_known
def leave_device(request: Asking, person: Person) -> HttpResponse:
    """Wake it no more."""
    if not remove_device(person=person, device_id=request.POST.get("device", "")):
        raise Http404
    return say(redirect("/me/notices"), request, _("That device stays quiet from now on."))


@csrf_exempt
@require_http_methods(["GET", "POST"])
def stop(request: Asking, letter_key: str) -> HttpResponse:
    """No more letters, without signing in. A mail program may press for the person (RFC 8058); one that only looks
    at the link changes nothing.
    """
    if request.method == "GET":
        return page(request, "notices/stop.html", stopped=False)
    if not stop_letters(letter_key=letter_key):
        raise Http404
    return page(request, "notices/stop.html", stopped=True)


def _wishes_page(
    request: Asking, person: Person, wishes: Wishes, trouble: dict[str, str] | None = None
) -> HttpResponse:
    return page(
        request, "notices/wishes.html", status=422 if trouble else 200, room="me", trouble=trouble or {}, wishes=wishes,
        letters=settings.MAIL_OFFERED, answers=bool(settings.REPLY_ADDRESS), has_email=bool(email_of(person)),
        quiet_from=request.POST.get("quiet_from", _as_hour(wishes.quiet_from)),
        quiet_until=request.POST.get("quiet_until", _as_hour(wishes.quiet_until)),
        every=_every(EVERY), push_key=public_key(), devices=[(one, device_words(one.name)) for one in devices_of(person)],
        kinds=[kind for kind in kinds() if kind.off_able],
    )  # fmt: skip


def _every(days: tuple[int, ...]) -> list[tuple[str, str]]:
    words = [(str(n), ngettext("every day", "every %(num)d days", n) % {"num": n}) for n in days]
    return [("", _("never")), *words]


def _not_in(wanted: list[str]) -> list[str]:
    return [kind.name for kind in kinds() if kind.name not in wanted]


def _as_hour(hour: time | None) -> str:
    return hour.strftime("%H:%M") if hour else ""


def _time(text: str) -> datetime:
    """The moment a page was made, as it wrote it down itself; now, if somebody changed it into something else."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return clock.now()
    return at if at.tzinfo else clock.now()
