"""Addresses of groups: finding one, coming in, belonging, and holding it."""

from django.urls import path

from withness.groups.views import (
    agreeing,
    boundaries,
    carrying,
    company,
    desk,
    facing,
    finding,
    joining,
    opening,
    parted,
    poster,
    proposing,
    shaping,
    wanting_company,
)

GROUP = "g/<str:group_id>"

urlpatterns = [
    path("groups", finding.list_page),
    path("groups/seat", carrying.seat_page),
    path("groups/new", opening.choose_profile),
    path("groups/new/<str:profile>", opening.open_page),
    path("i/<str:token>", joining.invited),
    path(f"{GROUP}/about", finding.about_page),
    path(f"{GROUP}/join", joining.join_page),
    path(f"{GROUP}/join/no-longer", joining.ask_no_longer),
    path(f"{GROUP}/agreement", agreeing.agreement_page),
    path(f"{GROUP}/agreement/before", agreeing.earlier_page),
    path(f"{GROUP}/agreement/propose", proposing.propose_page),
    path(f"{GROUP}/proposals/<str:proposal_id>", proposing.proposal_page),
    path(f"{GROUP}/me", facing.my_face),
    path(f"{GROUP}/company", wanting_company.wanting_company),
    path(f"{GROUP}/leave", facing.leave_page),
    path(f"{GROUP}/members", company.members_page),
    path(f"{GROUP}/members/<str:member_id>", company.member_page),
    path(f"{GROUP}/members/<str:member_id>/boundary", boundaries.draw_page),
    path("me/boundaries", boundaries.my_boundaries),
    path(f"{GROUP}/desk", desk.desk_page),
    path(f"{GROUP}/desk/knocks", desk.answer),
    path(f"{GROUP}/desk/invitations", desk.invitations),
    path(f"{GROUP}/desk/invitations/withdraw", desk.withdraw),
    path(f"{GROUP}/desk/invitations/poster", poster.poster),
    path(f"{GROUP}/desk/about", shaping.about),
    path(f"{GROUP}/desk/ways", shaping.ways),
    path(f"{GROUP}/desk/agreement", shaping.agreement),
    path(f"{GROUP}/words-along", carrying.words_along_page),
    path(f"{GROUP}/desk/carry", carrying.carry_page),
    path(f"{GROUP}/desk/close", shaping.close),
    path("parted/<str:member_id>", parted.parted_page),
]
