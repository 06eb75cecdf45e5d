"""Help, leaving quickly, folding. `/help`, `/leave` and `/weather` are answered before any address is looked up."""

from django.urls import path

from withness.safety.views import asked, directive, quiet, reports, wishes

urlpatterns = [
    path("leave/about", wishes.about_leaving),
    path("report/<str:kind>/<str:thing_id>", reports.ask_to_look),
    path("me/reports", reports.my_reports),
    path("me/directive", directive.overview),
    path("me/directive/write", directive.write),
    path("me/directive/tear-up", directive.tear),
    path("struggling", directive.struggling),
    path("struggling/stop", directive.stop),
    path("asked/<str:token>", asked.card),
    path("asked/<str:token>/yes/<path:signed>", asked.yes),
    path("named/<str:named_id>", asked.named),
    path("me/quiet", quiet.wishes),
    path("me/notes", wishes.notes),
    path("me/writing", wishes.words),
]
