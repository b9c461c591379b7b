from django.apps import AppConfig


class NumberingConfig(AppConfig):
    name = "yingzhou.base.numbering"
    label = "numbering"
