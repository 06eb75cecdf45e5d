"""The room as Django sees it."""

from django.apps import AppConfig


class FiguresConfig(AppConfig):
    """See the sentence of the room."""

    name = "withness.figures"
    label = "figures"
