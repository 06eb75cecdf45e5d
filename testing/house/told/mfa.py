"""What an export tells of the rows of `mfa`: each column and where it stands, or why it is not told."""

from testing.house.told.why import INNER, WHOSE

TOLD = {
    "mfa.Authenticator": {
        "type": "people.passkeys_and_apps.kind",
        "created_at": "people.passkeys_and_apps.made_at",
        "last_used_at": "people.passkeys_and_apps.used_at",
        "data": "people.passkeys_and_apps.name",
    },
}
WITHHELD = {
    "mfa.Authenticator": {
        "id": INNER,
        "user": WHOSE,
    },
}
