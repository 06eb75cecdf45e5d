"""The measures this house knows: ours, and those its operator holds a licence for."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from withness.recovery.packs import Pack, all_packs


def known_packs() -> dict[str, Pack]:
    """Every measure by its id. Read again each time: an operator's new pack needs no restart."""
    return all_packs(Path(settings.DATA_DIR) / "measures")
