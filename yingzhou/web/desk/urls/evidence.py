from django.urls import URLPattern, URLResolver, path

from yingzhou.web.desk.views import evidence

urlpatterns: list[URLPattern | URLResolver] = [
    path("evidence/<uuid:pid>/", evidence.view, name="evidence"),
    path("evidence/<uuid:pid>/thumb/", evidence.thumb, name="evidence_thumb"),
    path("evidence/<uuid:pid>/original/", evidence.original, name="evidence_original"),
]
