"""The one router of the room: django-ninja joins the methods of an address only within one."""

from __future__ import annotations

from ninja import Router

router = Router(tags=["shares"])
