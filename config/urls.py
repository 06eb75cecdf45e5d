"""Every address of the house, room by room."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from withness.foundation.late import LateAddresses
from withness.foundation.signposts import signposted
from withness.home import refusals

urlpatterns: list[URLPattern | URLResolver] = [
    LateAddresses("api/v1", "config.api"),
    path("", include("withness.home.urls")),
    path("", include("withness.notices.urls")),
    path("", include("withness.safety.urls")),
    path("", include("withness.people.urls")),
    path("", include("withness.groups.urls")),
    path("", include("withness.meetings.urls")),
    path("", include("withness.circles.urls")),
    path("", include("withness.matching.urls")),
    path("", include("withness.shares.urls")),
    path("", include("withness.talks.urls")),
    path("", include("withness.accountability.urls")),
    path("", include("withness.hope.urls")),
    path("", include("withness.skills.urls")),
    path("", include("withness.recovery.urls")),
    path("", include("withness.stewards.urls")),
    path("", include("withness.figures.urls")),
]
urlpatterns = signposted(urlpatterns)
handler404 = refusals.not_here
handler429 = refusals.too_many  # django-allauth asks for it by this name
handler500 = refusals.broken
