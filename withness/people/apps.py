"""People, as Django sees them."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """The room of accounts."""

    name = "withness.people"
    label = "people"

    def ready(self) -> None:
        """Keep less than django-allauth would."""
        from allauth.mfa.signals import authenticator_used

        from withness.people.passkeys import forget_the_hour

        authenticator_used.connect(forget_the_hour, dispatch_uid="withness.forget_the_hour")
