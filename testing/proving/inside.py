"""What is inside the groups of a house, found by following the relations between its rows: new rooms come by themselves."""

from __future__ import annotations

import functools
from typing import Any

from django.apps import apps
from django.db.models import Field, ForeignKey, Model

Row = dict[str, str]
SECRET = 60  # the first letters of words that must not be read outside


def what_is_inside(cast: dict[str, str]) -> dict[str, Any]:
    """Groups by id, with how one joins them and which of the cast are in them; the rows in them by kind (`share`, …), each
    with the ids of what it belongs to; and for each group what nobody outside may read.
    """
    from withness.groups.models import Group, Member
    from withness.meetings.models import Series
    from withness.skills.models import Strategy

    names = {person: name for name, person in cast.items()}
    groups: dict[str, dict[str, Any]] = {
        group.id: {"joining": group.joining, "cast": {}, "secrets": []} for group in Group.objects.all()
    }
    for member in Member.objects.select_related("person").all():
        if member.person_id in names:
            groups[member.group_id]["cast"][names[member.person_id]] = member.id
        if not member.holds:  # who holds a listed group is named on its page for everybody
            groups[member.group_id]["secrets"] += [member.id, f">{member.alias}<", f'"{member.alias}"']
    rows = {kind.__name__.lower(): _rows(kind, way) for kind, way in _kinds()}
    # By choice for everybody: in the finder, and among what helps once somebody has read it first.
    shown_to_all = set(Series.objects.visible_to(None).values_list("id", flat=True))
    shown_to_all |= set(Strategy.objects.commons().values_list("id", flat=True))
    for name in ("series", "strategy"):
        rows[name] = [row for row in rows.get(name, []) if row["id"] not in shown_to_all]
    for name, those in rows.items():
        for row in those if name != "agreement" else ():  # what one agrees to is read before one comes in
            if row["id"] in shown_to_all:
                continue
            groups[row["group_id"]]["secrets"] += [
                row["id"],
                *([row["words"]] if len(row.get("words", "")) > 20 else []),
            ]
    return {"groups": groups, "rows": rows}


def _kinds() -> list[tuple[type[Model], str]]:
    """Models with an opaque id that belong to a group, and the way from them to it."""
    found = []
    for kind in apps.get_models():
        way = _way_to_group(kind)
        if kind.__module__.startswith("withness.") and way and kind._meta.pk.get_internal_type() == "CharField":
            found.append((kind, way))
    return found


@functools.cache
def _way_to_group(kind: type[Model], deep: int = 0) -> str:
    """The way, in Django's words: `group_id`, `share__group_id`; empty when there is none."""
    near = [field for field in kind._meta.concrete_fields if isinstance(field, ForeignKey)]
    if any(field.name == "group" for field in near):
        return "group_id"
    ways = [
        f"{field.name}__{way}"
        for field in near
        if deep < 4 and field.related_model is not kind and (way := _way_to_group(field.related_model, deep + 1))
    ]
    return min(ways, key=len, default="")


def _rows(kind: type[Model], way: str) -> list[Row]:
    fields: list[Field[Any, Any]] = list(kind._meta.concrete_fields)
    related = [field.attname for field in fields if isinstance(field, ForeignKey)]
    words = ["words"] if any(field.name == "words" for field in fields) else []
    found = []
    for row in kind._default_manager.order_by("pk").values(kind._meta.pk.attname, way, *related, *words):
        ids = {name: row[name] for name in related if isinstance(row[name], str) and name != "person_id"}
        text = {"words": row["words"][:SECRET].split("\n")[0]} if words and isinstance(row["words"], str) else {}
        if row[way]:
            found.append({**ids, **text, "id": row[kind._meta.pk.attname], "group_id": row[way]})
    return found
