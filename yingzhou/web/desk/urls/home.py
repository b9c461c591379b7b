from django.urls import URLPattern, URLResolver, path

from yingzhou.web.desk.views import home

urlpatterns: list[URLPattern | URLResolver] = [path("", home.home, name="home")]
