"""The room as Django sees it."""

from django.apps import AppConfig


class SkillsConfig(AppConfig):
    """See the sentence of the room."""

    name = "withness.skills"
    label = "skills"
