"""The agreement: written in versions, read before the first share, asked again when it changes."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from withness.foundation import clock
from withness.foundation.announcing import announce
from withness.foundation.refusing import NotAllowed, NotUnderstood
from withness.foundation.text import clean, to_html
from withness.groups.happenings import AgreementChanged
from withness.groups.models import Acceptance, Agreement, Group, Member
from withness.groups.profiles import way_of
from withness.groups.steady import steady, steady_holder

SHORTEST, LONGEST = 20, 8000


def agreement_of(group: Group) -> Agreement:
    """The agreement as it stands now."""
    return version_of(group, group.agreement_version)


def version_of(group: Group, version: int) -> Agreement:
    """The agreement as it was in that version."""
    return Agreement.objects.get(group=group, version=version)


def versions_of(group: Group) -> list[Agreement]:
    """Every version there ever was, the newest first."""
    return list(Agreement.objects.filter(group=group).order_by("-version"))


def readable_agreement(words: str, *, field: str = "words") -> str:
    """The words tidied for keeping. Raises `NotUnderstood` when they are missing or too many."""
    words = clean(words, longest=LONGEST + 1)
    if not SHORTEST <= len(words) <= LONGEST:
        raise NotUnderstood(field, _("An agreement needs at least a sentence, and at most 8,000 letters."))
    return words


def write_agreement(*, group: Group, words: str, version: int, by: Member | None) -> Agreement:
    """Keep one version of the words. Raises `NotUnderstood` when they are missing or too many."""
    words = readable_agreement(words, field="agreement")
    return Agreement.objects.create(
        group=group, version=version, words=words, html=to_html(words), since=clock.now(), by=by
    )


def change_agreement(*, by: Member, words: str) -> Agreement:
    """Put a new version in place. Everybody is asked to read it before they write again; so is the author.

    The same words again are no new version: nobody is asked for nothing.
    """
    with transaction.atomic():
        by = steady_holder(by)
        if way_of(by.group, "conscience") != "never":
            raise NotAllowed(_("Here everybody is asked before the agreement changes. You can propose other words."))
        now = agreement_of(by.group)
        if clean(words, longest=LONGEST + 1) == now.words:
            return now
        return put_in_place(group=by.group, words=words, by=by)


def put_in_place(*, group: Group, words: str, by: Member | None) -> Agreement:
    """The next version. For verbs that hold the group, and have seen to it that it may change."""
    agreement = write_agreement(group=group, words=words, version=group.agreement_version + 1, by=by)
    group.agreement_version, group.version = agreement.version, group.version + 1
    group.save(update_fields=["agreement_version", "version"])
    announce(AgreementChanged(group_id=group.id, version=agreement.version))
    return agreement


def accept(*, by: Member, version: int) -> Member:
    """Accept the agreement one has read. Raises `NotUnderstood` when it has changed while one was reading."""
    with transaction.atomic():
        by = steady(by)
        check_version(group=by.group, version=version)
        by.agreed_version = version
        by.save(update_fields=["agreed_version"])
        Acceptance.objects.get_or_create(member=by, agreement=agreement_of(by.group), defaults={"at": clock.now()})
    return by


def check_version(*, group: Group, version: int) -> None:
    """Nobody may agree to words they have not seen. Raises `NotUnderstood`."""
    if version != group.agreement_version:
        raise NotUnderstood(
            "agreement_version", _("The agreement changed while you were reading. Please read it once more.")
        )
