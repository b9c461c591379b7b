from django.apps import AppConfig


class InspectionsConfig(AppConfig):
    name = "yingzhou.work.inspections"
    label = "inspections"
