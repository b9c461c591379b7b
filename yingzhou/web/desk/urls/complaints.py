from django.urls import URLPattern, URLResolver, path

from yingzhou.web.desk.views import complaints
from yingzhou.web.desk.views.complaints import completing, deciding, splitting, steps

urlpatterns: list[URLPattern | URLResolver] = [
    path("complaints/", complaints.complaint_list, name="complaint_list"),
    path("complaints/new/", complaints.complaint_new, name="complaint_new"),
    path("complaints/<uuid:pid>/", complaints.complaint, name="complaint"),
    path("complaints/<uuid:pid>/accept/", deciding.accept, name="complaint_accept"),
    path("complaints/<uuid:pid>/decline/", deciding.decline, name="complaint_decline"),
    path("complaints/<uuid:pid>/terminate/", deciding.terminate, name="complaint_terminate"),
    path("complaints/<uuid:pid>/complete/", completing.complete, name="complaint_complete"),
    path("complaints/<uuid:pid>/split/", splitting.split, name="complaint_split"),
    path("complaints/<uuid:pid>/forward/", steps.forward, name="complaint_forward"),
    path("complaints/<uuid:pid>/return/", steps.give_back, name="complaint_return"),
    path("complaints/<uuid:pid>/ask-identity/", steps.ask_identity, name="complaint_ask_identity"),
    path("complaints/<uuid:pid>/withdraw/", steps.withdraw, name="complaint_withdraw"),
    path("complaints/<uuid:pid>/serve/", steps.serve, name="complaint_serve"),
    path("complaints/<uuid:pid>/reopen/", steps.reopen, name="complaint_reopen"),
    path("complaints/<uuid:pid>/outcome/", steps.outcome, name="complaint_outcome"),
    path("complaints/<uuid:pid>/clue/", steps.clue, name="complaint_clue"),
    path("complaints/<uuid:pid>/clue-check/", steps.clue_check, name="complaint_clue_check"),
    path("complaints/<uuid:pid>/authority/", steps.authority, name="complaint_authority"),
    path("complaints/<uuid:pid>/authority-settle/", steps.authority_settle, name="complaint_authority_settle"),
    path("complaints/<uuid:pid>/consent/", steps.consent, name="complaint_consent"),
    path("complaints/<uuid:pid>/represent/", steps.represent, name="complaint_represent"),
    path("complaints/<uuid:pid>/identity/", steps.identity, name="complaint_identity"),
]
