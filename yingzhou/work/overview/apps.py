from django.apps import AppConfig


class OverviewConfig(AppConfig):
    name = "yingzhou.work.overview"
    label = "overview"

    def ready(self) -> None:
        from yingzhou.base import health
        from yingzhou.base.search.providers import provide
        from yingzhou.work.overview.queries.documents import PROVIDERS
        from yingzhou.work.overview.queries.health import calendar_of_next_year

        health.register(calendar_of_next_year)
        for kind, provider in PROVIDERS.items():
            provide(kind, provider)
