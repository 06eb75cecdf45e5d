"""The foundation as Django sees it."""

from django.apps import AppConfig


class FoundationConfig(AppConfig):
    """Checks every database connection as it opens; nothing durable may rest on a careless one."""

    name = "withness.foundation"
    label = "foundation"

    def ready(self) -> None:
        """Watch connections from the first one on."""
        from django.db.backends.signals import connection_created

        from withness.foundation.databases import check_connection

        connection_created.connect(check_connection, dispatch_uid="withness.check_connection")
