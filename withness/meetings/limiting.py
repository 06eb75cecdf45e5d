"""How often somebody may ask. Honest people never meet these limits."""

from withness.foundation.limits import Limit

LOOKING = Limit("looking_for_meetings", burst=240, per_hour=2400)
CORRECTIONS = Limit("corrections", burst=10, per_hour=20)
FILES = Limit("meeting_files", burst=60, per_hour=240)
LISTS = Limit("lists_asked_for", burst=30, per_hour=60)
