from django.apps import AppConfig


class NetworkConfig(AppConfig):
    name = "yingzhou.work.network"
    label = "network"
