"""The room as Django sees it."""

from django.apps import AppConfig


class RecoveryConfig(AppConfig):
    """See the sentence of the room."""

    name = "withness.recovery"
    label = "recovery"
