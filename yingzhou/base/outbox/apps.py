from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "yingzhou.base.outbox"
    label = "outbox"
