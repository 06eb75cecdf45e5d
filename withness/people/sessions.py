"""Where sessions live: a row each, tied to its person, so that one can see and end one's own from anywhere.

This is the first thing every page does, so it is one plain query: the session and its person in one row.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

import msgspec
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.core import signing
from django.db import connection

from withness.foundation import clock
from withness.people.models import Session, SigninLink

_READ = (
    "SELECT s.session_data, s.seen_on, p.id, p.password, p.nickname, p.language, p.zone, p.light, p.joined_on, p.is_demo "
    "FROM people_session s LEFT JOIN people_person p ON p.id = s.person_id "
    "WHERE s.session_key = %s AND s.expire_date > %s"
)
_SALT = "withness.people.sessions"


class PersonRow(NamedTuple):
    """A person as the database tells it, in the order `_READ` asks."""

    id: str
    password: str
    nickname: str
    language: str
    zone: str
    light: str
    joined_on: date | str
    is_demo: bool | int


class _AsItIs:
    """Unsealing checks who sealed it; what is inside is unpacked anew each time, so that nobody can change the copy."""

    def dumps(self, obj: Any) -> bytes:
        return msgspec.json.encode(obj)

    def loads(self, data: bytes) -> bytes:
        return data


@lru_cache(maxsize=4096)
def _unsealed(text: str) -> bytes:
    """The same text always means the same session; checking its seal for every page was a third of a page's cost."""
    try:
        return bytes(signing.loads(text, salt=_SALT, serializer=_AsItIs))
    except signing.BadSignature:  # sealed under another secret: no session
        return b"{}"


class SessionStore(DatabaseSessions):
    """Django's own database sessions, with the person beside them and one plain query to read both."""

    person_row: PersonRow | None = None  # whose session this is, once it has been read
    seen_on: str = ""  # the day it was last used, as an ISO date

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """Our own row."""
        return Session

    @property
    def key_salt(self) -> str:
        """The purpose these are signed for."""
        return _SALT

    def load(self) -> dict[str, Any]:
        """The session's contents; an unknown or outlived key begins an empty one."""
        with connection.cursor() as cursor:
            cursor.execute(_READ, [self.session_key, connection.ops.adapt_datetimefield_value(clock.now())])
            row = cursor.fetchone()
        if row is None:
            self._session_key = None
            return {}
        self.seen_on = str(row[1] or "")
        self.person_row = PersonRow(*row[2:]) if row[2] is not None else None
        return dict(msgspec.json.decode(_unsealed(row[0])))

    def encode(self, session_dict: dict[str, Any]) -> str:
        """Seal the contents."""
        return signing.dumps(session_dict, salt=_SALT, serializer=_AsItIs, compress=True)

    def decode(self, session_data: str | bytes) -> dict[str, Any]:
        """Unseal the contents; nothing, when somebody else sealed them."""
        return dict(msgspec.json.decode(_unsealed(str(session_data))))

    def cycle_key(self) -> None:
        """A new key for the same contents. It is written with the answer, once, and not here as well."""
        data, before = self._session, self.session_key  # type: ignore[attr-defined]
        self._session_key, self._session_cache, self.modified = None, data, True
        if before:
            self.delete(before)

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """The row to write: who it belongs to stands beside the sealed contents."""
        key = self._get_or_create_session_key()  # type: ignore[attr-defined]
        begun = Session.objects.filter(session_key=key).values_list("begun_at", flat=True).first()
        return Session(
            session_key=key,
            session_data=self.encode(data),
            expire_date=self.get_expiry_date(),
            person_id=data.get(SESSION_KEY) if data.get(HASH_SESSION_KEY) else None,
            device=data.get("device", ""),
            seen_on=clock.now().date(),
            begun_at=begun or clock.now(),
        )


def forget_old_sessions() -> None:
    """Sessions nobody can use any more, and links that have grown too old. A chore of the worker's."""
    now = clock.now()
    Session.objects.filter(expire_date__lt=now).delete()
    SigninLink.objects.filter(expires_at__lt=now).delete()
