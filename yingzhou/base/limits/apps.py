from django.apps import AppConfig


class LimitsConfig(AppConfig):
    name = "yingzhou.base.limits"
    label = "limits"
