from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "yingzhou.web.api"
    label = "web_api"
