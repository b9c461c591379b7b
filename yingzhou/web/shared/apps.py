from django.apps import AppConfig


class SharedConfig(AppConfig):
    name = "yingzhou.web.shared"
    label = "web_shared"
