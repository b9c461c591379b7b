from django.urls import URLPattern, URLResolver, path

from yingzhou.web.desk.views.mediation import page, steps

AT = "mediations/<uuid:pid>/"
urlpatterns: list[URLPattern | URLResolver] = [
    path("complaints/<uuid:pid>/mediate/", steps.of_complaint, name="complaint_mediate"),
    path("cases/<uuid:pid>/mediate/", steps.of_case, name="case_mediate"),
    path(AT, page.mediation, name="mediation"),
    path(AT + "sheet/", page.sheet, name="mediation_sheet"),
    path(AT + "consent/", steps.consent, name="mediation_consent"),
    path(AT + "delegate/", steps.delegate, name="mediation_delegate"),
    path(AT + "session/", steps.session, name="mediation_session"),
    path(AT + "record/", steps.record, name="mediation_record"),
    path(AT + "recusal/", steps.recusal, name="mediation_recusal"),
    path(AT + "decide/", steps.decide, name="mediation_decide"),
    path(AT + "appraisal/", steps.appraisal, name="mediation_appraisal"),
    path(AT + "appraisal-end/", steps.appraisal_end, name="mediation_appraisal_end"),
    path(AT + "settle/", steps.settle, name="mediation_settle"),
    path(AT + "sign/", steps.sign, name="mediation_sign"),
    path(AT + "drop/", steps.drop, name="mediation_drop"),
    path(AT + "parts/<uuid:xid>/", steps.perform, name="mediation_perform"),
    path(AT + "invite/", steps.invite, name="mediation_invite"),
    path(AT + "offer/", steps.offer, name="mediation_offer"),
    path(AT + "end/", steps.end, name="mediation_end"),
    path(AT + "confirmation/", steps.confirmation, name="mediation_confirmation"),
    path(AT + "filed/", steps.filed, name="mediation_filed"),
]
