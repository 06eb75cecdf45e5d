"""Telling somebody who lives here too what a directive names them for: at once, also in quiet hours. They agreed to it."""

from __future__ import annotations

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from withness.foundation.mail import send_letter
from withness.notices.kinds import Wording, declare
from withness.notices.models import Notice
from withness.notices.pushing import wake_now
from withness.notices.telling import tell
from withness.people.letters import email_of
from withness.people.models import Person
from withness.safety.directive.asking import card_of
from withness.safety.happenings import NamedAsked
from withness.safety.models import Named

NAMED = "named"


def declare_kinds() -> None:
    """For the wiring."""
    declare(NAMED, wording=word_named, off_able=False, label=later("Somebody who trusts me has a hard hour"))


def tell_named(happened: NamedAsked) -> None:
    """A notice, and a letter that leaves at once where there is an address. It says nothing but that something waits."""
    named = Named.objects.select_related("person").get(id=happened.named_id)
    if named.person is None:
        return
    tell(person_id=named.person.id, kind=NAMED, bundle=f"{NAMED}:{happened.run_id}", named=named.id)
    wake_now(named.person)
    to = email_of(named.person)
    if to and settings.MAIL_OFFERED:
        with translation.override(named.person.language):
            words = _("Somebody who trusts you has a hard hour. Please look:") + f"\n\n{settings.BASE_URL}/notices\n"
            send_letter(to=to, subject=_("Something is waiting for you"), words=words)


def word_named(notice: Notice, person: Person) -> Wording | None:
    """The words of the directive, for whom it names and who still agrees."""
    named = Named.objects.filter(id=str(notice.ids.get("named", "")), person=person, withdrawn_at=None).first()
    if named is None:
        return None
    card = card_of(named)
    return Wording(_("%(sign)s: “%(words)s”") % {"sign": card.sign, "words": card.words}, f"/named/{named.id}")
