from django.apps import AppConfig


class NetworkConfig(AppConfig):
    name = "yingzhou.work.network"
    label = "network"

    def ready(self) -> None:
        from yingzhou.base.documents.issuing import name_the_bureau
        from yingzhou.base.evidence import access
        from yingzhou.work.network import tasks  # noqa: F401  the jobs are declared on import
        from yingzhou.work.network.queries import bureau_name, obligations

        access.register("obligation", obligations.may_see_evidence)
        name_the_bureau(bureau_name)
