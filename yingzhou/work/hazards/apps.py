from django.apps import AppConfig


class HazardsConfig(AppConfig):
    name = "yingzhou.work.hazards"
    label = "hazards"

    def ready(self) -> None:
        from yingzhou.base.documents import issuing
        from yingzhou.base.evidence import access
        from yingzhou.work.hazards import tasks  # noqa: F401  the jobs are declared on import
        from yingzhou.work.hazards.queries import scope
        from yingzhou.work.registry.actions.moving import follow

        access.register("hazard", scope.may_see_picture, may_have_original=scope.may_have_original)
        issuing.register(scope.PAPERS_OF_HAZARD, scope.may_see_papers)
        follow("hazards.Hazard", "business_id")
