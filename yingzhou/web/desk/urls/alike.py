"""Complaints that look alike, and what is published of complaints."""

from django.urls import URLPattern, URLResolver, path

from yingzhou.web.desk.views import alike, publication

urlpatterns: list[URLPattern | URLResolver] = [
    path("complaints/repeats/", alike.repeats, name="complaint_repeats"),
    path("complaints/<uuid:pid>/alike/", alike.alike, name="complaint_alike"),
    path("complaints/<uuid:pid>/alike/link/", alike.link, name="complaint_alike_link"),
    path("complaints/<uuid:pid>/alike/unlink/", alike.unlink, name="complaint_alike_unlink"),
    path("complaints/<uuid:pid>/alike/note/", alike.note, name="complaint_alike_note"),
    path("publication/", publication.publication_list, name="publication_list"),
    path("publication/month/", publication.publication_month, name="publication_month"),
    path("publication/prepare/", publication.publication_prepare, name="publication_prepare"),
    path("publication/approve/", publication.publication_approve, name="publication_approve"),
]
