"""What the phone shows, and what it needs to go on showing it without a network."""

from django.urls import path

from yingzhou.web.field.views import pages

urlpatterns = [
    path("", pages.phone, name="today"),
    path("session/", pages.session, name="session"),
    path("sw.js", pages.worker, name="worker"),
    path("manifest.webmanifest", pages.manifest, name="manifest"),
]
