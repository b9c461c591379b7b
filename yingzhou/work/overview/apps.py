from django.apps import AppConfig


class OverviewConfig(AppConfig):
    name = "yingzhou.work.overview"
    label = "overview"

    def ready(self) -> None:
        from yingzhou.base import health
        from yingzhou.base.documents.lists import Exportable, offer
        from yingzhou.base.search.providers import provide
        from yingzhou.base.words import _
        from yingzhou.work.overview.queries.documents import PROVIDERS
        from yingzhou.work.overview.queries.health import calendar_of_next_year
        from yingzhou.work.overview.queries.registry import FILTERS, rows_to_export
        from yingzhou.work.registry.queries.exporting import export_columns

        health.register(calendar_of_next_year)
        for kind, provider in PROVIDERS.items():
            provide(kind, provider)
        offer(Exportable("businesses", _("经营主体"), columns=export_columns, filters=FILTERS, rows=rows_to_export))
