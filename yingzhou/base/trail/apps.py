from django.apps import AppConfig


class TrailConfig(AppConfig):
    name = "yingzhou.base.trail"
    label = "trail"
