"""The room as Django sees it."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    """See the sentence of the room."""

    name = "withness.home"
    label = "home"
