"""Choosing a face in a form: some stones with a name each, and room for a name of one's own."""

from __future__ import annotations

from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from withness.foundation.refusing import NotUnderstood
from withness.groups.models import Group
from withness.groups.suggesting import Face, face_of, suggest_faces
from withness.people.models import Person

OFFERED = 6


def faces_on_offer(form: QueryDict, *, group: Group | None, person: Person, number: int = OFFERED) -> list[Face]:
    """Those the form showed before, so that nothing changes under somebody's hands; new ones when others are wished."""
    before = [face for choice in form.getlist("offered")[:number] if (face := face_of(choice)) is not None]
    if before and form.get("do") != "others":
        return before
    return suggest_faces(group=group, language=get_language() or person.language, person=person, number=number)


def chosen_face(form: QueryDict) -> Face:
    """The face of a form: a name of one's own goes before the one that came with the stone. Raises `NotUnderstood`."""
    face = face_of(form.get("face", ""))
    alias = form.get("alias", "").strip() or (face.alias if face else "")
    if not alias:
        raise NotUnderstood("alias", _("Choose one of these names, or write one of your own."))
    return Face(alias, face.stone if face else "")
