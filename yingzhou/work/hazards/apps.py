from django.apps import AppConfig


class HazardsConfig(AppConfig):
    name = "yingzhou.work.hazards"
    label = "hazards"
