from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "yingzhou.base.outbox"
    label = "outbox"

    def ready(self) -> None:
        from yingzhou.base.jobs import reconcile
        from yingzhou.base.outbox import tasks

        reconcile.register("outbox.overdue", tasks.deliver_overdue)
