"""What an export tells of the rows of `meetings`: each column and where it stands, or why it is not told."""

from testing.house.told.why import INNER, SECRET, WHOSE

TOLD = {
    "meetings.CalendarKey": {
        "is_discreet": "meetings.calendars.is_discreet",
        "made_at": "meetings.calendars.made_at",
    },
    "meetings.Coming": {
        "series": "meetings.coming.series__title",
        "planned": "meetings.coming.planned",
        "state": "meetings.coming.state",
        "at": "meetings.coming.at",
    },
    "meetings.Hosting": {
        "series": "meetings.hosting.series__title",
        "since": "meetings.hosting.since",
        "until": "meetings.hosting.until",
    },
}
WITHHELD = {
    "meetings.CalendarKey": {
        "id": INNER,
        "person": WHOSE,
        "token_hash": SECRET,
    },
    "meetings.Coming": {
        "id": INNER,
        "member": WHOSE,
    },
    "meetings.Hosting": {
        "id": INNER,
        "member": WHOSE,
    },
}
