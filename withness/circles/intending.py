"""What people mean to do, as they named it in a closing round; read by whoever carries it on."""

from __future__ import annotations

from withness.circles.models import Intention


def words_of(intention_id: str) -> str:
    """The words; empty where they have gone meanwhile."""
    return Intention.objects.filter(id=intention_id).values_list("words", flat=True).first() or ""
