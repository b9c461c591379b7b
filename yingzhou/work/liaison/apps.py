from django.apps import AppConfig


class LiaisonConfig(AppConfig):
    name = "yingzhou.work.liaison"
    label = "liaison"

    def ready(self) -> None:
        from yingzhou.work.registry.actions.moving import follow

        follow("liaison.Contact", "business_id", one_a_day=())
        follow("liaison.ContactPoint", "host_business_id")
