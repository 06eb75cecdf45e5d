"""The room as Django sees it."""

from django.apps import AppConfig


class TalksConfig(AppConfig):
    """See the sentence of the room."""

    name = "withness.talks"
    label = "talks"
