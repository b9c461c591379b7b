"""Priorities of visits, food risk, and what the score gains."""

from django.urls import URLPattern, URLResolver, path

from yingzhou.web.desk.views import food_risk, priorities

one = "businesses/<uuid:pid>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("priorities/", priorities.priority_list, name="priorities"),
    path("priorities/measured/", priorities.measured, name="priorities_measured"),
    path(f"{one}priority/", priorities.business_priority, name="business_priority"),
    path(f"{one}food-risk/", food_risk.business_food_risk, name="business_food_risk"),
]
