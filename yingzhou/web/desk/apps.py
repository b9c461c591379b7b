from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "yingzhou.web.desk"
    label = "web_desk"

    def ready(self) -> None:
        from yingzhou.web.desk.seeing import declare

        declare()
