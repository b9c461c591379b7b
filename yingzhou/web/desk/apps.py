from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "yingzhou.web.desk"
    label = "web_desk"

    def ready(self) -> None:
        from yingzhou.web.desk.seeing import declare
        from yingzhou.web.desk.views.burden import FORMS
        from yingzhou.web.door.burden import measure

        declare()
        measure(FORMS)
