from django.apps import AppConfig


class OverviewConfig(AppConfig):
    name = "yingzhou.work.overview"
    label = "overview"

    def ready(self) -> None:
        from yingzhou.base import health
        from yingzhou.work.overview.queries.health import calendar_of_next_year

        health.register(calendar_of_next_year)
