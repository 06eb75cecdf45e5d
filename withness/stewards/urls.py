"""The desk, and what it decided as those see it whom it is about."""

from django.urls import path

from withness.stewards.views import desk, duties, mine

urlpatterns = [
    path("desk", desk.queue),
    path("desk/waves/<str:wave_id>", desk.wave),
    path("desk/<str:case_id>", desk.case),
    path("desk/<str:case_id>/decide", desk.decide),
    path("desk/<str:case_id>/second", desk.second),
    path("desk/<str:case_id>/answer", desk.answer),
    path("desk/<str:case_id>/who", desk.who),
    path("desk/<str:case_id>/quieten", desk.quieten),
    path("me/looks", mine.looks),
    path("me/looks/chain", mine.chain),
    path("me/decisions/<str:action_id>", mine.decision),
    path("waits/<str:wave_id>", mine.waits),
    path("numbers", mine.numbers),
    path("duties", duties.duties),
    path("duties/<str:slug>", duties.one_duty),
]
