"""The room as Django sees it."""

from django.apps import AppConfig


class MatchingConfig(AppConfig):
    """See the sentence of the room."""

    name = "withness.matching"
    label = "matching"
