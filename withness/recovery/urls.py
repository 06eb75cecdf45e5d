"""Addresses of one's own path."""

from django.urls import path

from withness.recovery.views import measures
from withness.recovery.views import path as paths

urlpatterns = [
    path("path", paths.mine),
    path("path/mood", paths.mood),
    path("path/notes/new", paths.new_note),
    path("path/measures", measures.shelf),
    path("path/measures/<str:pack_id>", measures.one),
    path("path/print", paths.printed),
    path("path/take-along", paths.take_along),
    path("path/entries/<str:entry_id>", paths.entry),
]
