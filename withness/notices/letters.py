"""What all letters about notices have in common."""

from __future__ import annotations

from django.conf import settings

from withness.notices.models import Wishes


def unsubscribing(wishes: Wishes) -> tuple[dict[str, str], str]:
    """The headers with which a mail program offers to stop letters with one press (RFC 8058), and the page for people."""
    stop = f"{settings.BASE_URL}/notices/stop/{wishes.letter_key}"
    headers = {
        "List-Unsubscribe": f"<{stop}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
    }
    return headers, stop
