"""Addresses of what helps."""

from django.urls import path

from withness.skills.views import shelf, writing

urlpatterns = [
    path("skills", shelf.find),
    path("skills/new", writing.new),
    path("skills/toolkit", shelf.toolkit),
    path("skills/review", writing.review),
    path("skills/trials/<str:trial_id>", shelf.trial),
    path("skills/notes/<str:note_id>", writing.note),
    path("skills/<str:strategy_id>", shelf.one),
    path("skills/<str:strategy_id>/try", shelf.try_it),
    path("skills/<str:strategy_id>/keep", shelf.keep),
    path("skills/<str:strategy_id>/change", writing.change),
    path("skills/<str:strategy_id>/approve", writing.approve),
]
