from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "yingzhou.base.evidence"
    label = "evidence"
