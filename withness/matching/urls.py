"""Being welcomed, what one has lived through, meeting somebody who has been there, and listening."""

from django.urls import path

from withness.matching.views import buddies, holding, introducing, listening, lived, outgrowing, welcome, words

urlpatterns = [
    path("listen", listening.listen),
    path("listen/rest", listening.rest),
    path("listen/practice", listening.practice),
    path("listen/practice/<str:number>", listening.practice),
    path("listen/clocks", holding.all_clocks),
    path("listen/<str:share_id>", listening.one),
    path("me/listening", listening.settings),
    path("g/<str:group_id>/s/<str:share_id>/clock", holding.own_share),
    path("g/<str:group_id>/clock", holding.group_clock),
    path("g/<str:group_id>/rota", holding.group_rota),
    path("welcome", welcome.welcome),
    path("welcome/waiting", welcome.wait),
    path("me/waiting", welcome.my_waiting),
    path("experiences", words.experiences),
    path("experiences/suggest", words.suggest_words),
    path("experiences/<str:addition_id>", words.answer_words),
    path("g/<str:group_id>/lived", lived.lived),
    path("g/<str:group_id>/experiences", lived.group_experiences),
    path("g/<str:group_id>/buddy", buddies.buddy),
    path("g/<str:group_id>/halves", outgrowing.halves),
    path("g/<str:group_id>/s/<str:share_id>/been-there", introducing.ask),
    path("introductions/<str:introduction_id>", introducing.introduction),
]
