"""The room as Django sees it."""

from django.apps import AppConfig


class SharesConfig(AppConfig):
    """See the sentence of the room."""

    name = "withness.shares"
    label = "shares"
