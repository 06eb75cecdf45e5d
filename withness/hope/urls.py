"""Addresses of milestones, letters and stories."""

from django.urls import path

from withness.hope.views import letters, milestones, stories

urlpatterns = [
    path("hope", milestones.mine),
    path("hope/mark", milestones.mark),
    path("hope/wish", milestones.wish),
    path("letters/new", letters.new),
    path("letters/review", letters.review),
    path("letters/<str:letter_id>", letters.one),
    path("stories", stories.shelf),
    path("stories/new", stories.new),
    path("stories/<str:story_id>", stories.one),
]
