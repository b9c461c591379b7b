from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "yingzhou.web.portal"
    label = "web_portal"
