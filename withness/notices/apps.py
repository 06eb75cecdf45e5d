"""The room as Django sees it."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """See the sentence of the room."""

    name = "withness.notices"
    label = "notices"
