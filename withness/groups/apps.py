"""The room as Django sees it."""

from django.apps import AppConfig


class GroupsConfig(AppConfig):
    """See the sentence of the room."""

    name = "withness.groups"
    label = "groups"
