"""The room as Django sees it."""

from django.apps import AppConfig


class CirclesConfig(AppConfig):
    """See the sentence of the room."""

    name = "withness.circles"
    label = "circles"
