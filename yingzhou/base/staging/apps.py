from django.apps import AppConfig


class StagingConfig(AppConfig):
    name = "yingzhou.base.staging"
    label = "staging"
