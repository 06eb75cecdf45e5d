"""The front door, Today, and what one finds again."""

from django.urls import path

from withness.home.views import (
    at_hand,
    first_group,
    front,
    keeping,
    looking,
    measuring,
    mine,
    plain,
    searching,
    source,
    stepping,
    today,
    week,
)

urlpatterns = [
    path("", front.front_door),
    path("demo/step-in", stepping.step_in_as),
    path("today", today.today),
    path("week", week.week),
    path("search", searching.search_page),
    path("saved", mine.saved),
    path("drafts", mine.drafts),
    path("look", looking.look),
    path("healthz", measuring.alive),
    path("readyz", measuring.ready),
    path("metrics", measuring.metrics),
    path("manifest.webmanifest", at_hand.manifest),
    path("worker.js", at_hand.worker),
    path("device", at_hand.device),
    path("device/offline", at_hand.no_network),
    path("device/aside", at_hand.no_network, {"sent": "aside"}),
    path("device/unsent", at_hand.no_network, {"sent": "unsent"}),
    path("groups/first", first_group.begin_page),
    path("groups/first/<str:step>", first_group.step_page),
    path("g/<str:group_id>/desk/stands", first_group.stands_page),
    path("handbook", keeping.handbook),
    path("house", keeping.house),
    path("about", plain.about),
    path("privacy", plain.privacy),
    path("source", source.source_page),
    path("source/<str:name>", source.source_file),
]
