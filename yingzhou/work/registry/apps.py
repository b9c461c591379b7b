from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "yingzhou.work.registry"
    label = "registry"

    def ready(self) -> None:
        from yingzhou.base.staging.kinds import register
        from yingzhou.work.registry.actions.importing.kind import BUSINESSES

        register(BUSINESSES)
