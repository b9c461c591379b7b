from django.urls import URLPattern, URLResolver, path

from yingzhou.web.desk.views import trail

urlpatterns: list[URLPattern | URLResolver] = [
    path("trail/", trail.lines, name="trail"),
    path("trail/export/", trail.export, name="trail_export"),
    path("trail/<uuid:pid>/", trail.line, name="trail_line"),
    path("trail/about/<str:kind>/<uuid:pid>/", trail.about, name="trail_about"),
]
