from django.urls import URLPattern, URLResolver, path

from yingzhou.web.desk.views.law import clock

urlpatterns: list[URLPattern | URLResolver] = [
    path("clocks/<uuid:pid>/", clock.clock, name="clock"),
]
