"""The shelf one finds on the first day: strategies in our own words, each with where the idea is from."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from django.db import transaction

from withness.foundation import clock
from withness.foundation.text import to_html
from withness.skills.models import MOMENTS, Strategy

STARTERS = Path(__file__).resolve().parent / "starters"


def read_starters(language: str) -> dict[str, dict[str, Any]]:
    """Ours in that language, by name. Raises `ValueError` for one that names no moment we know, or no source."""
    path = STARTERS / f"{language}.toml"
    told: dict[str, dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    for name, one in told.items():
        if not one["source"] or not one["steps"] or not set(one["moments"]) <= set(dict(MOMENTS)):
            raise ValueError(f"{path.name}: {name} lacks a source, steps, or a moment we know")
    return told


def lay_out_starters() -> int:
    """Put ours on the shelf, or bring them up to date; answers how many there are. Doing it twice changes nothing."""
    now, count = clock.now(), 0
    with transaction.atomic():
        for language in sorted(path.stem for path in STARTERS.glob("*.toml")):
            there = {one.starter: one for one in Strategy.objects.filter(language=language).exclude(starter="")}
            for name, told in read_starters(language).items():
                fields = _fields(told)
                known = there.pop(name, None)
                if known is None:
                    Strategy.objects.create(starter=name, language=language, written_at=now, approved_at=now, **fields)
                elif any(getattr(known, field) != value for field, value in fields.items()):
                    Strategy.objects.filter(id=known.id).update(**fields)
                count += 1
            Strategy.objects.filter(id__in=[one.id for one in there.values()]).update(withdrawn_at=now)
    return count


def _fields(told: dict[str, Any]) -> dict[str, Any]:
    steps = "\n".join(f"{n}. {step}" for n, step in enumerate(told["steps"], 1))
    return {
        "title": told["title"], "steps": steps, "html": to_html(steps), "moments": told["moments"],
        "minutes": told.get("minutes"), "cautions": told.get("cautions", ""), "not_for": told.get("not_for", ""),
        "source": told["source"], "withdrawn_at": None,
    }  # fmt: skip
