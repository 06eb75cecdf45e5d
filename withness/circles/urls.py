"""Addresses of circles."""

from django.urls import path

from withness.circles.views import acts, after, formats, room, voice

GROUP = "g/<str:group_id>/circles"
CIRCLE = "g/<str:group_id>/c/<str:circle_id>"

urlpatterns = [
    path(f"{GROUP}/new", formats.new_circle),
    path(f"{GROUP}/ways", formats.ways),
    path(f"{GROUP}/formats/new", formats.edit),
    path(f"{GROUP}/formats/<str:name>", formats.read_one),
    path(f"{GROUP}/formats/<str:name>/change", formats.edit),
    path(f"{GROUP}/formats/<str:name>/first", formats.begin_with),
    path(CIRCLE, room.circle_page),
    path(f"{CIRCLE}/room", room.room_piece),
    path(f"{CIRCLE}/said", room.said_piece),
    path(f"{CIRCLE}/screen", room.screen_page),
    path(f"{CIRCLE}/hall", room.hall_page),
    path(f"{CIRCLE}/in", room.come_in),
    path(f"{CIRCLE}/here", room.still_here),
    path(f"{CIRCLE}/skill", room.bring),
    path(f"{CIRCLE}/acts", acts.do),
    path(f"{CIRCLE}/how", after.how_it_was),
    path(f"{CIRCLE}/slip", after.slip),
    path(f"{CIRCLE}/voice", voice.voice_page),
    path(f"{CIRCLE}/voice/offer", voice.offer),
    path(f"{CIRCLE}/voice/beat", voice.beat),
    path("slip/<str:slip>", after.check_slip),
    path("circles/asked/<str:removal_id>", after.asked_to_leave),
]
