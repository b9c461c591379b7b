from django.apps import AppConfig


class FiguresConfig(AppConfig):
    name = "yingzhou.base.figures"
    label = "figures"
