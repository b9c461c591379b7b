"""The addresses of the phone; names are `field:<name>`."""

from django.urls import URLPattern, URLResolver

from yingzhou.web.field.urls import pages, sync

app_name = "field"
urlpatterns: list[URLPattern | URLResolver] = [*pages.urlpatterns, *sync.urlpatterns]
