"""The addresses for programs; names are `api:<name>`."""

from django.urls import URLPattern, URLResolver, path

from yingzhou.web.api import calendar

app_name = "api"
urlpatterns: list[URLPattern | URLResolver] = [
    path("calendar/<str:token>.ics", calendar.feed, name="calendar"),
]
