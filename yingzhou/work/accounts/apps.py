from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "yingzhou.work.accounts"
    label = "accounts"
