"""What an export tells of the rows of `recovery`: each column and where it stands, or why it is not told."""

from testing.house.told.why import INNER, WHOSE

TOLD = {
    "recovery.Entry": {
        "kind": "recovery.entries.kind",
        "on": "recovery.entries.on",
        "sealed": "recovery.entries.sealed",
    },
}
WITHHELD = {
    "recovery.Entry": {
        "id": INNER,
        "person": WHOSE,
        "n": INNER,
    },
}
