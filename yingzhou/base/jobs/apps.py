from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "yingzhou.base.jobs"
    label = "jobs"
