"""Where letters to a person go, if they gave an address. Only confirmed ones count."""

from __future__ import annotations

from allauth.account.models import EmailAddress

from withness.people.models import Person


def email_of(person: Person) -> str:
    """The confirmed address of a person, or nothing."""
    confirmed = EmailAddress.objects.filter(user_id=person.id, verified=True).order_by("-primary", "id")
    return confirmed.values_list("email", flat=True).first() or ""
