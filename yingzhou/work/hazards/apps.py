from django.apps import AppConfig


class HazardsConfig(AppConfig):
    name = "yingzhou.work.hazards"
    label = "hazards"

    def ready(self) -> None:
        from yingzhou.work.registry.actions.moving import follow

        follow("hazards.Hazard", "business_id")
