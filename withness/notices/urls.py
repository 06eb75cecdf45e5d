"""The inbox and what belongs to it."""

from django.urls import path

from withness.notices import views

urlpatterns = [
    path("notices", views.inbox),
    path("notices/seen", views.seen),
    path("notices/stop/<str:letter_key>", views.stop),
    path("notices/<str:notice_id>", views.go),
    path("me/notices", views.my_wishes),
    path("me/notices/devices", views.wake_device),
    path("me/notices/devices/remove", views.leave_device),
]
