"""Addresses of meetings: the finder, one meeting, files for other programs, and those of a group."""

from django.urls import path

from withness.meetings.views import finding, groups, keeping, lists, public

ONE = "meetings/m/<str:series_id>"
GROUP = "g/<str:group_id>/meetings"
SERIES = f"{GROUP}/<str:series_id>"

urlpatterns = [
    path("meetings", finding.find),
    path("meetings/near", finding.find_here),
    path("meetings.json", public.meeting_guide),
    path("meetings.csv", public.meeting_table),
    path("meetings/calendars", keeping.calendars),
    path("meetings/lists", lists.lists),
    path("meetings/lists/new", lists.new_list),
    path("meetings/lists/tried/<str:intake_id>", lists.tried),
    path("meetings/lists/<str:feed_id>", lists.one_list),
    path("meetings/lists/<str:feed_id>/report", lists.report),
    path(ONE, public.meeting),
    path(f"{ONE}/join", public.way_in),
    path(f"{ONE}/wrong", public.wrong),
    path(f"{ONE}/calendar.ics", public.meeting_calendar),
    path(f"{ONE}/events.jsonld", public.meeting_events),
    path("meetings/g/<str:group_id>/calendar.ics", public.group_calendar),
    path("calendar/<str:token>.ics", public.own_calendar),
    path(GROUP, groups.calendar),
    path(f"{GROUP}/new", groups.plan),
    path(f"{GROUP}/corrections", groups.corrections),
    path(SERIES, groups.one_meeting),
    path(f"{SERIES}/change", groups.change),
    path(f"{SERIES}/coming", groups.answer),
    path(f"{SERIES}/hold", groups.hold),
    path(f"{SERIES}/dates/<str:planned>", groups.date),
]
