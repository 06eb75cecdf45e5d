"""What the house writes down about its own working: one JSON line each, never an address, a word, an alias or a query.

The path is not written either: it would say which share somebody reads. The route's shape is enough to mend things.
"""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Callable, MutableMapping
from typing import Any

import structlog
from django.http import HttpRequest, HttpResponse

_access = logging.getLogger("withness.pages")


class AccessJournal:
    """A line for each page: which kind, how it went, how long it took."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and note how it went."""
        if not _access.isEnabledFor(logging.DEBUG):
            return self.get_response(request)
        began = time.perf_counter()
        response = self.get_response(request)
        match = request.resolver_match
        _access.debug(
            "page",
            extra={
                "route": match.route if match else "",
                "method": request.method,
                "status": response.status_code,
                "ms": round((time.perf_counter() - began) * 1000, 1),
            },
        )
        return response


def keep_journal(settings: dict[str, Any]) -> None:
    """Send every logger through the same pen, to standard error. Called by Django with our `LOGGING`."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                _only_what_is_safe,
                structlog.processors.JSONRenderer(),
            ],
            foreign_pre_chain=[
                structlog.stdlib.add_log_level,
                structlog.stdlib.add_logger_name,
                structlog.stdlib.ExtraAdder(),
                structlog.processors.TimeStamper(fmt="iso", utc=True),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(settings.get("level", "INFO"))
    for noisy in ("uvicorn.access", "django.server", "asyncio", "fido2"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    logging.getLogger("uvicorn.error").setLevel(logging.ERROR)  # what strangers send is no news


_SAFE = {
    "event", "level", "logger", "timestamp", "route", "method", "status", "ms", "kind", "tries", "trouble", "role",
    "pid", "port", "version", "count", "where", "seconds", "setting",
}  # fmt: skip


def _only_what_is_safe(_logger: Any, _name: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """An unhandled error says what kind it was and where in our code, never what it was about."""
    record = line.pop("_record", None)
    trouble = line.pop("exc_info", None) or getattr(record, "exc_info", None)
    if trouble and trouble is not True and trouble[0]:
        line["trouble"] = trouble[0].__name__
        line["where"] = _where(trouble[2])
        line["event"] = "unexpected"
    if line.get("logger", "").startswith(("django.request", "django.security")):
        line["event"] = "request_trouble"  # Django's own sentence would hold the path, or a name somebody typed
    return {name: value for name, value in line.items() if name in _SAFE}


def _where(traceback: Any) -> list[str]:
    steps = []
    while traceback is not None:
        code = traceback.tb_frame.f_code
        steps.append(f"{code.co_filename.rsplit('/', 3)[-2:]}:{traceback.tb_lineno} {code.co_name}")
        traceback = traceback.tb_next
    return steps[-6:]
