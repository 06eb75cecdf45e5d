"""Old notices are let go of."""

from __future__ import annotations

from datetime import timedelta

from withness.foundation import clock
from withness.notices.models import Notice

KEPT = timedelta(days=90)


def let_go_of_old() -> None:
    """Forget what was seen more than 90 days ago. What has not been seen waits, however long."""
    Notice.objects.filter(seen_at__lt=clock.now() - KEPT).delete()
