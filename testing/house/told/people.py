"""What an export tells of the rows of `people`: each column and where it stands, or why it is not told."""

from testing.house.told.why import INNER, OTHERS, SECRET, WHOSE

TOLD = {
    "people.ApiToken": {
        "name": "people.tokens.name",
        "made_at": "people.tokens.made_at",
        "used_on": "people.tokens.used_on",
    },
    "people.AuditEntry": {
        "at": "people.written_down_about_me.at",
        "role": "people.written_down_about_me.role",
        "what": "people.written_down_about_me.what",
        "why": "people.written_down_about_me.why",
    },
    "people.Consent": {
        "about": "people.consents.about",
        "words_version": "people.consents.words_version",
        "given_at": "people.consents.given_at",
        "withdrawn_at": "people.consents.withdrawn_at",
    },
    "people.Person": {
        "nickname": "people.nickname",
        "language": "people.language",
        "zone": "people.zone",
        "light": "people.light",
        "joined_on": "people.joined_on",
        "is_demo": "people.of_the_demo",
    },
    "people.RecoveryWords": {
        "made_at": "people.recovery_words.made_at",
        "kept_at": "people.recovery_words.kept_at",
    },
    "people.Session": {
        "device": "people.signed_in.device",
        "begun_at": "people.signed_in.begun_at",
        "seen_on": "people.signed_in.seen_on",
        "expire_date": "people.signed_in.expire_date",
    },
    "people.SigninLink": {
        "expires_at": "people.sign_in_links.expires_at",
    },
    "people.Stewardship": {
        "since": "people.steward.since",
    },
}
WITHHELD = {
    "people.ApiToken": {
        "id": INNER,
        "person": WHOSE,
        "token_hash": SECRET,
    },
    "people.AuditEntry": {
        "seq": INNER,
        "salt": INNER,
        "seal": INNER,
        "by": OTHERS,
        "about": WHOSE,
        "by_mark": INNER,
        "about_mark": INNER,
        "why_mark": INNER,
        "thing": INNER,
    },
    "people.Consent": {
        "id": INNER,
        "person": WHOSE,
    },
    "people.Keyring": {
        "person": WHOSE,
        "key_id": INNER,
        "made_at": INNER,
    },
    "people.Person": {
        "password": SECRET,
        "id": INNER,
        "handle": SECRET,
    },
    "people.RecoveryWords": {
        "person": WHOSE,
        "words_hash": SECRET,
    },
    "people.Session": {
        "session_key": SECRET,
        "session_data": SECRET,
        "person": WHOSE,
    },
    "people.SigninLink": {
        "token_hash": SECRET,
        "person": WHOSE,
    },
    "people.Stewardship": {
        "person": WHOSE,
        "appointed_by": OTHERS,
    },
    "people.Wrap": {
        "id": INNER,
        "keyring": WHOSE,
        "way": INNER,
        "salt": SECRET,
        "wrapped": SECRET,
        "made_at": INNER,
    },
}
