"""Relations go down the stairs only, as imports do (those are held by import-linter, in `test_checks.py`)."""

from __future__ import annotations

from django.apps import apps
from django.db.models import Field, Model

from testing.house.reading import HOUSE, floors, rooms


def floor_of(room: str) -> int:
    return next(number for number, floor in enumerate(floors()) if room in floor)


def relations() -> list[tuple[type[Model], str, str]]:
    """Every relation of a model of ours: the model, the field, and the app it leads to."""
    found = []
    for model in apps.get_models(include_auto_created=True):
        if model.__module__.startswith("withness."):
            for field in model._meta.get_fields():
                if isinstance(field, Field) and field.remote_field is not None:
                    found.append((model, field.name, field.remote_field.model._meta.app_label))
    return found


def climbs(here: str, there: str) -> bool:
    """Whether a relation from one room to another goes up, or across."""
    return here != there and floor_of(there) >= floor_of(here)


def test_a_climbing_relation_would_be_noticed() -> None:
    assert climbs("people", "groups")
    assert climbs("shares", "circles")
    assert not climbs("shares", "groups")
    assert len(relations()) > 15


def test_no_relation_climbs_or_goes_across() -> None:
    wrong = [
        f"{model._meta.label}.{field} leads to {there}"
        for model, field, there in relations()
        if there not in rooms() or climbs(model._meta.app_label, there)
    ]
    assert wrong == []


def test_every_folder_of_the_house_has_its_floor() -> None:
    folders = sorted(path.parent.name for path in (HOUSE / "withness").glob("*/__init__.py"))
    assert folders == sorted(rooms())
