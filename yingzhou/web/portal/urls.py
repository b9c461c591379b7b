"""The addresses of the portal; names are `portal:<name>`."""

from django.urls import URLPattern, URLResolver, path

from yingzhou.web.portal.views import filing, home, tracking

app_name = "portal"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("file/", filing.file, name="file"),
    path("track/", tracking.track, name="track"),
    path("points/", home.points, name="points"),
    path("about/", home.about, name="about"),
]
