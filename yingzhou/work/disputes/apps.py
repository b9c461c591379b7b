from django.apps import AppConfig


class DisputesConfig(AppConfig):
    name = "yingzhou.work.disputes"
    label = "disputes"
