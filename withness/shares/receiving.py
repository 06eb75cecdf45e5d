"""Taking in an answer that came by e-mail, for who asked to be sent words that way."""

from __future__ import annotations

import hashlib
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from email.utils import getaddresses

from django.utils.translation import gettext as _

from withness.foundation.refusing import NotAllowed, NotUnderstood
from withness.groups.models import Member
from withness.notices.models import Wishes
from withness.people.letters import email_of
from withness.shares.mail_addresses import Place, place_of
from withness.shares.models import Reply, Share
from withness.shares.replying import reply
from withness.shares.unquoting import own_words

LARGEST = 2 * 2**20  # bytes
_WHERE_TO = ("Delivered-To", "X-Original-To", "Envelope-To", "To", "Cc")


def receive(raw: bytes, *, to: str = "") -> Reply | None:
    """Keep what somebody answered; the same message twice is one reply. Nothing for a machine's own answer.

    `to` is where the server delivered it, when it says so. Raises `NotAllowed` when it came to no open address, or
    from somebody else's; `NotUnderstood` when there are no words in it.
    """
    if len(raw) > LARGEST:
        raise NotUnderstood("words", _("This e-mail is too large. An answer is only words."))
    message = message_from_bytes(raw, policy=default)
    if not isinstance(message, EmailMessage) or _is_a_machine(message):
        return None
    place = _place(message, to)
    by, share = _who_and_what(place, message) if place else (None, None)
    if by is None or share is None:
        raise NotAllowed(_("This address takes no answers, or takes them no longer. Please answer on the website."))
    words = own_words(message)
    if not words:
        raise NotUnderstood(
            "words", _("We found no words of yours in this e-mail. Write them above what you answer to.")
        )
    return reply(by=by, share=share, words=words, key=_key(message, raw))


def _who_and_what(place: Place, message: EmailMessage) -> tuple[Member | None, Share | None]:
    """The member and the share, if they still belong together, and the member still wants this and wrote it."""
    by = Member.objects.here().select_related("person", "group").filter(id=place.member_id).first()
    if by is None or by.person is None:
        return None, None
    wants = Wishes.objects.filter(person=by.person, words_by_mail=True).exists()
    senders = [address.lower() for _name, address in getaddresses([str(one) for one in message.get_all("From", [])])]
    if not wants or senders != [email_of(by.person).lower()]:
        return None, None
    return by, Share.objects.visible_to(by.person).filter(id=place.share_id, group_id=by.group_id).first()


def _place(message: EmailMessage, to: str) -> Place | None:
    said = [to, *(str(value) for name in _WHERE_TO for value in message.get_all(name, []))]
    for _name, address in getaddresses(said):
        place = place_of(address)
        if place is not None:
            return place
    return None


def _is_a_machine(message: EmailMessage) -> bool:
    """An “I am away”, or a letter that came back: nobody said anything."""
    auto = str(message.get("Auto-Submitted", "no")).partition(";")[0].strip().lower()
    bulk = str(message.get("Precedence", "")).strip().lower() in {"bulk", "junk", "list", "auto_reply"}
    empty = str(message.get("Return-Path", "x")).strip() == "<>"
    return auto != "no" or bulk or empty or message.get_content_type() in {"multipart/report", "message/rfc822"}


def _key(message: EmailMessage, raw: bytes) -> str:
    name = str(message.get("Message-ID", "")).strip().encode() or raw
    return "mail-" + hashlib.sha256(name).hexdigest()[:48]
