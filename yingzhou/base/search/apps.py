from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "yingzhou.base.search"
    label = "search"
