from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "yingzhou.work.registry"
    label = "registry"

    def ready(self) -> None:
        from yingzhou.base.staging.kinds import register
        from yingzhou.work.network.actions.organizations import when_moved
        from yingzhou.work.registry import tasks
        from yingzhou.work.registry.actions.importing.kind import BUSINESSES

        register(BUSINESSES)
        when_moved(tasks.follow.defer)
