"""The room as Django sees it."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """See the sentence of the room."""

    name = "withness.meetings"
    label = "meetings"
