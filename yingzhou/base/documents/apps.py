from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "yingzhou.base.documents"
    label = "documents"

    def ready(self) -> None:
        from yingzhou.base.documents.issuing import seeing
        from yingzhou.base.evidence import access

        access.register("paper", seeing.may_see_file)
        access.register("paper_template", seeing.may_see_template)
