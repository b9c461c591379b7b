"""Paper templates and issued papers."""

from django.urls import URLPattern, URLResolver, path

from yingzhou.web.desk.views import papers

one_kind = "papers/templates/<str:paper>/"
one_edition = "papers/editions/<uuid:pid>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("papers/templates/", papers.template_list, name="paper_templates"),
    path(one_kind, papers.kind, name="paper_kind"),
    path(f"{one_kind}upload/", papers.upload, name="paper_kind_upload"),
    path(f"{one_kind}template.docx", papers.current, name="paper_kind_current"),
    path(f"{one_kind}sample.<str:form>", papers.sample, name="paper_kind_sample"),
    path(f"{one_edition}template.docx", papers.edition, name="paper_template_file"),
    path(f"{one_edition}sample.<str:form>", papers.edition_sample, name="paper_template_sample"),
    path(f"{one_edition}approve/", papers.approve, name="paper_template_approve"),
    path(f"{one_edition}withdraw/", papers.withdraw, name="paper_template_withdraw"),
    path("papers/<uuid:pid>/", papers.paper, name="paper"),
    path("papers/<uuid:pid>/paper.<str:form>", papers.paper_file, name="paper_file"),
]
