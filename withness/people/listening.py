"""Who listens on a live stream: by the session of a browser, or by a key for programs."""

from __future__ import annotations

from withness.foundation import clock
from withness.foundation.hashes import hash_of
from withness.foundation.live.doors import Credential, Known, View
from withness.people.models import ApiToken, Person, Session
from withness.people.recognising import person_of_session
from withness.people.sessions import SessionStore

SESSION, TOKEN = "session:", "token:"
_AT_ONCE = 500


def who_listens(credential: Credential) -> Known | None:
    """The person who shows this, if anybody."""
    if credential.kind == "session":
        return who_still_listens(SESSION + credential.secret)
    return who_still_listens(TOKEN + hash_of(credential.secret))


def who_still_listens(key: str) -> Known | None:
    """The person behind a key, while it opens anything: a password changed elsewhere ends sessions too."""
    kind, _, rest = key.partition(":")
    person = _of_session(rest) if kind + ":" == SESSION else _of_token(rest)
    return Known(person_id=person.id, key=key, person=person) if person else None


def who_has_gone(keys: list[str]) -> set[str]:
    """Those of these keys that are over: signed out, revoked, outlived, or the person is no more."""
    sessions = [key.removeprefix(SESSION) for key in keys if key.startswith(SESSION)]
    tokens = [key.removeprefix(TOKEN) for key in keys if key.startswith(TOKEN)]
    there: set[str] = set()
    for some in _some(sessions):
        rows = Session.objects.filter(session_key__in=some, expire_date__gt=clock.now())
        there.update(SESSION + key for key in rows.values_list("session_key", flat=True))
    for some in _some(tokens):
        rows_of_tokens = ApiToken.objects.filter(token_hash__in=some)
        there.update(TOKEN + kept for kept in rows_of_tokens.values_list("token_hash", flat=True))
    return set(keys) - there


def hear_oneself(person: Person, rest: str) -> View | None:
    """The stream `me`: what concerns this person alone. Inside it bears their id, which is never told."""
    return None if rest else View(f"person:{person.id}")


def _of_session(key: str) -> Person | None:
    return person_of_session(SessionStore(session_key=key)) if key else None


def _of_token(token_hash: str) -> Person | None:
    token = ApiToken.objects.select_related("person").filter(token_hash=token_hash).first()
    return token.person if token else None


def _some(keys: list[str]) -> list[list[str]]:
    return [keys[begin : begin + _AT_ONCE] for begin in range(0, len(keys), _AT_ONCE)]
