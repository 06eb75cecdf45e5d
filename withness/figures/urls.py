"""Figures of groups and of the house."""

from django.urls import path

from withness.figures.views import groups, house

urlpatterns = [
    path("g/<str:group_id>/signs", groups.signs),
    path("g/<str:group_id>/figures", groups.eight),
    path("figures", house.figures),
    path("figures/report", house.report),
    path("figures/report.csv", house.report_file),
]
