"""Runs the wiring once, when every room is ready."""

from django.apps import AppConfig


class WiredConfig(AppConfig):
    """The last app to be ready: the rooms are there, now they may hear each other."""

    name = "config"
    label = "wiring"

    def ready(self) -> None:
        """Join the rooms."""
        from config.wiring import wire

        wire()
