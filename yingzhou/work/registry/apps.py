from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "yingzhou.work.registry"
    label = "registry"
