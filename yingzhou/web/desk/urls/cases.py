from django.urls import URLPattern, URLResolver, path

from yingzhou.web.desk.views import case_moves, cases

urlpatterns: list[URLPattern | URLResolver] = [
    path("cases/", cases.case_list, name="case_list"),
    path("cases/new/", cases.case_new, name="case_new"),
    path("cases/<uuid:pid>/", cases.case, name="case"),
    path("cases/<uuid:pid>/identity/", cases.identity, name="case_identity"),
    path("cases/<uuid:pid>/dispatch/", case_moves.dispatch, name="case_dispatch"),
    path("cases/<uuid:pid>/dispatch-elsewhere/", case_moves.dispatch_elsewhere, name="case_dispatch_elsewhere"),
    path("cases/<uuid:pid>/assign/", case_moves.assign, name="case_assign"),
    path("cases/<uuid:pid>/start/", case_moves.start, name="case_start"),
    path("cases/<uuid:pid>/send-back/", case_moves.send_back, name="case_send_back"),
    path("cases/<uuid:pid>/note/", case_moves.note, name="case_note"),
    path("cases/<uuid:pid>/attach/", case_moves.attach, name="case_attach"),
    path("cases/<uuid:pid>/hand-in/", case_moves.hand_in, name="case_hand_in"),
    path("cases/<uuid:pid>/redo/", case_moves.redo, name="case_redo"),
    path("cases/<uuid:pid>/close/", case_moves.close, name="case_close"),
    path("cases/<uuid:pid>/reopen/", case_moves.reopen, name="case_reopen"),
    path("cases/<uuid:pid>/ask-extension/", case_moves.ask_extension, name="case_ask_extension"),
    path("cases/<uuid:pid>/extension/", case_moves.decide_extension, name="case_extension"),
    path("cases/<uuid:pid>/escalate/", case_moves.escalate, name="case_escalate"),
]
