from django.apps import AppConfig


class ReceiptsConfig(AppConfig):
    name = "yingzhou.base.receipts"
    label = "receipts"
