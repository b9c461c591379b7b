from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "yingzhou.work.cases"
    label = "cases"
