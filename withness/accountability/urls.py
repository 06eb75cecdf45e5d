"""Addresses of what one means to do."""

from django.urls import path

from withness.accountability.views import beside, progress

urlpatterns = [
    path("progress", progress.mine),
    path("progress/new", progress.new),
    path("progress/dates", progress.dates),
    path("progress/commitments/<str:commitment_id>", beside.commitment),
    path("progress/<str:goal_id>", progress.one),
    path("progress/<str:goal_id>/check-in", progress.check_in),
    path("progress/<str:goal_id>/return", progress.come_back),
    path("progress/<str:goal_id>/correct", progress.correct),
    path("progress/<str:goal_id>/change", progress.change),
    path("walk/<str:walk_id>", beside.walk),
]
