from django.apps import AppConfig


class TrailConfig(AppConfig):
    name = "yingzhou.base.trail"
    label = "trail"

    def ready(self) -> None:
        from yingzhou.base import health
        from yingzhou.base.trail import tasks  # noqa: F401  the jobs are declared on import
        from yingzhou.base.trail.health import sealing

        health.register(sealing)
