"""What an export tells of the rows of `account`: each column and where it stands, or why it is not told."""

from testing.house.told.why import INNER, WHOSE

TOLD = {
    "account.EmailAddress": {
        "email": "people.emails",
    },
}
WITHHELD = {
    "account.EmailAddress": {
        "id": INNER,
        "user": WHOSE,
        "verified": INNER,
        "primary": INNER,
    },
    "account.EmailConfirmation": {
        "id": "never written here",
        "email_address": "never written here",
        "created": "never written here",
        "sent": "never written here",
        "key": "never written here",
    },
}
