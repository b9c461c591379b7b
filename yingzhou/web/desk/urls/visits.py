"""Records of visits, and the checklists they are made with."""

from django.urls import path

from yingzhou.web.desk.views.visits import checklists, conflicts, records

urlpatterns = [
    path("visits/", records.visit_list, name="visit_list"),
    path("visits/<uuid:pid>/", records.visit, name="visit"),
    path("visits/<uuid:pid>/amend/", records.visit_amend, name="visit_amend"),
    path("visits/conflicts/<uuid:pid>/", conflicts.conflict, name="visit_conflict"),
    path("checklists/", checklists.checklist_list, name="checklist_list"),
    path("checklists/import/", checklists.checklist_import, name="checklist_import"),
    path("checklists/import/<uuid:pid>/", checklists.checklist_check, name="checklist_check"),
    path("checklists/<str:sheet>/<str:version>/", checklists.checklist, name="checklist"),
]
