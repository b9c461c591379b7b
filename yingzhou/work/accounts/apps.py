from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "yingzhou.work.accounts"
    label = "accounts"

    def ready(self) -> None:
        from yingzhou.work.accounts import tasks  # noqa: F401  the jobs are declared on import
