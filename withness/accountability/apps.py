"""The room as Django sees it."""

from django.apps import AppConfig


class AccountabilityConfig(AppConfig):
    """See the sentence of the room."""

    name = "withness.accountability"
    label = "accountability"
