from django.apps import AppConfig


class LiaisonConfig(AppConfig):
    name = "yingzhou.work.liaison"
    label = "liaison"
