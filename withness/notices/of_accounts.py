"""What a person is told about their account itself."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from withness.notices.kinds import Wording, declare
from withness.notices.models import Notice
from withness.notices.telling import tell
from withness.people.happenings import AccountOpened, StewardsChanged
from withness.people.models import Person
from withness.people.stewarding import is_steward

ACCOUNT_OPENED = "account_opened"
STEWARDS_CHANGED = "stewards_changed"


def declare_kinds() -> None:
    """How these notices read. Nobody can switch them off: they are about one's own safety."""
    label = gettext_lazy("Whoever runs this house makes a way into my account")
    declare(ACCOUNT_OPENED, wording=word_account_opened, off_able=False, label=label)
    label = gettext_lazy("Whether I am a steward")
    declare(STEWARDS_CHANGED, wording=word_stewards_changed, off_able=False, label=label)


def tell_of_account_opened(happened: AccountOpened) -> None:
    """Whoever runs the house made a way into this account: its owner must know, whatever the reason was."""
    tell(person_id=happened.person_id, kind=ACCOUNT_OPENED, bundle=f"account:{happened.way}", way=happened.way)


def tell_of_stewards(happened: StewardsChanged) -> None:
    """Somebody became a steward, or is one no longer: their own page changes, so they hear it first."""
    now_one = "yes" if happened.now_one else "no"
    tell(person_id=happened.person_id, kind=STEWARDS_CHANGED, bundle="stewards", now_one=now_one)


def word_account_opened(notice: Notice, person: Person) -> Wording:  # noqa: ARG001
    """What was made, and where one can undo it."""
    if notice.ids.get("way") == "token":
        sentence = _("Whoever runs this house made a key for a program that can act for you. You can remove it.")
        return Wording(sentence, "/me/keys")
    sentence = _(
        "Whoever runs this house made a link that opens your account once. If you did not ask for it, look here."
    )
    return Wording(sentence, "/me/sessions")


def word_stewards_changed(notice: Notice, person: Person) -> Wording | None:
    """Where the desk is, or where the reason stands; nothing when it has changed since."""
    now_one = notice.ids.get("now_one") == "yes"
    if now_one != is_steward(person):
        return None
    if now_one:
        return Wording(_("You are a steward of this community now. The desk is yours."), "/desk")
    return Wording(_("You are a steward no longer. The reason stands here."), "/me/looks")
