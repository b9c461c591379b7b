from django.urls import URLPattern, URLResolver, path

from yingzhou.web.desk.views import search

urlpatterns: list[URLPattern | URLResolver] = [path("search/", search.search, name="search")]
