"""The room as Django sees it."""

from django.apps import AppConfig


class SafetyConfig(AppConfig):
    """See the sentence of the room."""

    name = "withness.safety"
    label = "safety"
