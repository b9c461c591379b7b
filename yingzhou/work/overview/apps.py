from django.apps import AppConfig


class OverviewConfig(AppConfig):
    name = "yingzhou.work.overview"
    label = "overview"
