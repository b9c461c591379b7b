from django.urls import URLPattern, URLResolver, path

from yingzhou.web.desk.views.components import components

urlpatterns: list[URLPattern | URLResolver] = [path("components/", components, name="components")]
