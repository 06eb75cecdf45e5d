"""Addresses of talks, all inside their group."""

from django.urls import path

from withness.talks.views import asking, talking

TALKS = "g/<str:group_id>/talks"

urlpatterns = [
    path(TALKS, asking.mine),
    path(f"{TALKS}/with/<str:member_id>", asking.ask_page),
    path(f"{TALKS}/<str:talk_id>", talking.talk_page),
    path(f"{TALKS}/<str:talk_id>/answer", asking.answer),
    path(f"{TALKS}/<str:talk_id>/end", talking.end_page),
    path(f"{TALKS}/<str:talk_id>/take-back", talking.take_back_message),
]
