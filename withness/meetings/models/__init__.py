"""When and where. A Venue, a Series in it, what is different on one date, who comes, and where listings come from."""

from withness.meetings.models.coming import CalendarKey, Coming, Correction, Hosting
from withness.meetings.models.places import Feed, Intake, Venue
from withness.meetings.models.series import Difference, Series

__all__ = ["CalendarKey", "Coming", "Correction", "Difference", "Feed", "Hosting", "Intake", "Series", "Venue"]
