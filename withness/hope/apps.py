"""The room as Django sees it."""

from django.apps import AppConfig


class HopeConfig(AppConfig):
    """See the sentence of the room."""

    name = "withness.hope"
    label = "hope"
