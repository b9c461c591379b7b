from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "yingzhou.web.desk"
    label = "web_desk"
