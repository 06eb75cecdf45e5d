"""Addresses inside a group that lead to words."""

from django.urls import path

from withness.shares.views import changing, reading, waiting, writing

SHARE = "g/<str:group_id>/s/<str:share_id>"

urlpatterns = [
    path("g/<str:group_id>", reading.group_page),
    path("g/<str:group_id>/shares/new", writing.write),
    path("g/<str:group_id>/shares/draft", writing.keep_draft),
    path(SHARE, reading.share_page),
    path(f"{SHARE}/replies", writing.send_reply),
    path(f"{SHARE}/presences", writing.stand_beside),
    path(f"{SHARE}/beside", reading.beside_alone),
    path(f"{SHARE}/draft", writing.keep_draft),
    path(f"{SHARE}/mine", writing.do_mine),
    path(f"{SHARE}/change", changing.change),
    path(f"{SHARE}/waits", waiting.waits_page),
    path(f"{SHARE}/before", reading.before_page),
    path(f"{SHARE}/r/<str:reply_id>", reading.reply_alone),
    path(f"{SHARE}/r/<str:reply_id>/change", changing.change_reply),
    path(f"{SHARE}/r/<str:reply_id>/before", reading.before_page),
]
