"""The room as Django sees it."""

from django.apps import AppConfig


class StewardsConfig(AppConfig):
    """See the sentence of the room."""

    name = "withness.stewards"
    label = "stewards"
