from django.apps import AppConfig


class FieldConfig(AppConfig):
    name = "yingzhou.web.field"
    label = "web_field"
