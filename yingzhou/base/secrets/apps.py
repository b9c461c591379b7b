from django.apps import AppConfig


class SecretsConfig(AppConfig):
    name = "yingzhou.base.secrets"
    label = "secrets"
