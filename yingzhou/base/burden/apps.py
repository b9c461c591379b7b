from django.apps import AppConfig


class BurdenConfig(AppConfig):
    name = "yingzhou.base.burden"
    label = "burden"
