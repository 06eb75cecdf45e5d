"""A key of one's own, for what nobody but its owner may read: not whoever steals a disk, a backup or the whole database.

The key is 256 bits of chance. It is kept only wrapped, by at least two things that only its owner knows: a passphrase,
and twelve words on paper. Either opens it. While it is open its owner's browser holds one half of what opens it again
(a cookie) and the session the other, for a quarter of an hour: neither the database nor the browser alone is enough.

What this does not stop: a server that has been taken over sees the key while its owner uses it. The pages say so.
"""

from __future__ import annotations

import base64
import os
import secrets
from dataclasses import dataclass

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core import signing
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from withness.foundation import clock
from withness.foundation.refusing import NotUnderstood
from withness.people.models import Keyring, Person, Wrap
from withness.people.recovering import all_words, same_words
from withness.people.where_signed_in import end_other_places

PASSPHRASE, WORDS = "passphrase", "words"
SHORTEST = 12
HOW_MANY = 12  # of 1,177 words: 122 bits
OPEN_FOR = 15 * 60  # seconds
COOKIE = "k"
_IN_SESSION = "open_key"
_MEMORY, _PASSES, _LANES = 19 * 1024, 2, 1  # KiB, iterations, lanes: OWASP's least for Argon2id


@dataclass(frozen=True, slots=True, repr=False)
class OpenKey:
    """A person's key, open in memory for one request. It is never written down as it is."""

    key_id: str
    secret: bytes

    def seal(self, words: str, *, row: str) -> str:
        """`words`, readable only with this key and only as what stands in `row` (a name of the place)."""
        nonce = os.urandom(12)
        return _text(nonce + AESGCM(self.secret).encrypt(nonce, words.encode(), self._place(row)))

    def unseal(self, sealed: str, *, row: str) -> str:
        """The words again. Raises `ValueError` when they were sealed with another key, for another place, or changed."""
        try:
            raw = base64.urlsafe_b64decode(sealed.encode())
            return AESGCM(self.secret).decrypt(raw[:12], raw[12:], self._place(row)).decode()
        except InvalidTag as no:
            raise ValueError("sealed with another key, or changed") from no

    def _place(self, row: str) -> bytes:
        return f"withness:{self.key_id}:{row}".encode()


def has_key(person: Person) -> bool:
    """Whether this person has a key of their own."""
    return Keyring.objects.filter(person=person).exists()


def make_key(*, person: Person, passphrase: str) -> tuple[OpenKey, str]:
    """A key for who has none, wrapped in two ways; answers it open, and the twelve words, which exist only now.

    Raises `NotUnderstood` for a passphrase that is too short, or when there is a key already.
    """
    _check(passphrase)
    if has_key(person):
        raise NotUnderstood("passphrase", _("You have a key already. Open it with your passphrase or your words."))
    words = " ".join(secrets.choice(all_words()) for _n in range(HOW_MANY))
    with transaction.atomic():
        ring = Keyring.objects.create(person=person, made_at=clock.now())
        key = OpenKey(ring.key_id, secrets.token_bytes(32))
        _wrap(ring, key, PASSPHRASE, passphrase)
        _wrap(ring, key, WORDS, words)
    return key, words


def open_with(*, person: Person, secret: str) -> OpenKey | None:
    """The person's key, opened by their passphrase or by their words; nothing when neither fits."""
    for wrap in Wrap.objects.select_related("keyring").filter(keyring__person=person).order_by("way"):
        kek = _stretched(secret, wrap.way, wrap.salt)
        try:
            raw = base64.urlsafe_b64decode(wrap.wrapped.encode())
            found = AESGCM(kek).decrypt(raw[:12], raw[12:], _about(wrap.keyring, wrap.way))
        except InvalidTag:
            continue
        return OpenKey(wrap.keyring.key_id, found)
    return None


def change_passphrase(*, person: Person, key: OpenKey, passphrase: str, but: str = "") -> None:
    """The same key behind another passphrase, for who has it open. What is sealed stays as it is.

    All sessions end except the one whose key is `but`: it may lie open where somebody else knew the old one.
    Raises `NotUnderstood`.
    """
    _check(passphrase)
    with transaction.atomic():
        ring = Keyring.objects.select_for_update().get(person=person, key_id=key.key_id)
        Wrap.objects.filter(keyring=ring, way=PASSPHRASE).delete()
        _wrap(ring, key, PASSPHRASE, passphrase)
        end_other_places(person=person, here=but)


def throw_key_away(*, person: Person, but: str = "") -> None:
    """For who can open it no more: the key goes, and whatever was sealed with it can never be read again.

    All sessions end except the one whose key is `but`: where it lay open, words would be sealed for nobody.
    """
    with transaction.atomic():
        Keyring.objects.filter(person=person).delete()
        end_other_places(person=person, here=but)


def keep_open(response: HttpResponse, request: HttpRequest, key: OpenKey) -> HttpResponse:
    """Leave the key open in this browser for a quarter of an hour."""
    half = secrets.token_bytes(32)
    nonce = os.urandom(12)
    shut = _text(nonce + AESGCM(half).encrypt(nonce, key.secret, key.key_id.encode()))
    request.session[_IN_SESSION] = signing.dumps([key.key_id, shut], salt="withness.keyring")
    response.set_cookie(COOKIE, _text(half), max_age=OPEN_FOR, httponly=True, samesite="Strict", secure=settings.HTTPS)
    return response


def held_open(request: HttpRequest) -> OpenKey | None:
    """The key that is open in this browser; nothing when it was shut, or lay open too long."""
    half, kept = request.COOKIES.get(COOKIE, ""), request.session.get(_IN_SESSION, "")
    if not half or not kept:
        return None
    try:
        key_id, shut = signing.loads(kept, salt="withness.keyring", max_age=OPEN_FOR)
        raw = base64.urlsafe_b64decode(shut.encode())
        secret = AESGCM(base64.urlsafe_b64decode(half.encode())).decrypt(raw[:12], raw[12:], key_id.encode())
    except (signing.BadSignature, InvalidTag, ValueError):
        return None
    return OpenKey(key_id, secret)


def shut(response: HttpResponse, request: HttpRequest) -> HttpResponse:
    """Shut the key in this browser."""
    request.session.pop(_IN_SESSION, None)
    response.delete_cookie(COOKIE, samesite="Strict")
    return response


def _wrap(ring: Keyring, key: OpenKey, way: str, secret: str) -> None:
    salt, nonce = secrets.token_hex(16), os.urandom(12)
    kek = _stretched(secret, way, salt)
    wrapped = _text(nonce + AESGCM(kek).encrypt(nonce, key.secret, _about(ring, way)))
    Wrap.objects.create(keyring=ring, way=way, salt=salt, wrapped=wrapped, made_at=clock.now())


def _stretched(secret: str, way: str, salt: str) -> bytes:
    """Argon2id over what somebody typed: 256 bits that cost a guesser 19 MiB and some hundredths of a second each."""
    try:
        said = same_words(secret) if way == WORDS else secret.strip()
    except NotUnderstood:
        said = ""
    return hash_secret_raw(said.encode(), bytes.fromhex(salt), _PASSES, _MEMORY, _LANES, 32, Type.ID)


def _about(ring: Keyring, way: str) -> bytes:
    return f"withness:key:{ring.person_id}:{ring.key_id}:{way}".encode()


def _check(passphrase: str) -> None:
    if len(passphrase.strip()) < SHORTEST:
        raise NotUnderstood(
            "passphrase", _("Choose at least 12 letters. A few words that only you put together are best.")
        )


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode()
