from django.urls import URLPattern, URLResolver, path

from yingzhou.web.desk.views.tipoffs import lists, page, steps

urlpatterns: list[URLPattern | URLResolver] = [
    path("tipoffs/", lists.tipoff_list, name="tipoff_list"),
    path("tipoffs/new/", lists.tipoff_new, name="tipoff_new"),
    path("tipoffs/<uuid:pid>/", page.tipoff, name="tipoff"),
    path("tipoffs/<uuid:pid>/form/", page.tipoff_form, {"which": "registration"}, name="tipoff_form"),
    path("tipoffs/<uuid:pid>/result/", page.tipoff_form, {"which": "result"}, name="tipoff_result"),
    path("tipoffs/<uuid:pid>/identity/", steps.identity, name="tipoff_identity"),
    path("tipoffs/<uuid:pid>/erase/", steps.erase, name="tipoff_erase"),
    path("tipoffs/<uuid:pid>/assign/", steps.assign, name="tipoff_assign"),
    path("tipoffs/<uuid:pid>/note/", steps.note, name="tipoff_note"),
    path("tipoffs/<uuid:pid>/pause/", steps.pause, name="tipoff_pause"),
    path("tipoffs/<uuid:pid>/resume/", steps.resume, name="tipoff_resume"),
    path("tipoffs/<uuid:pid>/ask-extension/", steps.ask_extension, name="tipoff_ask_extension"),
    path("tipoffs/<uuid:pid>/decide/", steps.decide, name="tipoff_decide"),
    path("tipoffs/<uuid:pid>/repeat/", steps.repeat, name="tipoff_repeat"),
    path("tipoffs/<uuid:pid>/reply/", steps.reply, name="tipoff_reply"),
    path("tipoffs/<uuid:pid>/write-release/", steps.write_release, name="tipoff_write_release"),
    path("tipoffs/<uuid:pid>/release/", steps.release, name="tipoff_release"),
    path("tipoff-extensions/", lists.tipoff_extensions, name="tipoff_extensions"),
    path("tipoff-extensions/<uuid:pid>/", lists.tipoff_extension, name="tipoff_extension"),
    path("reveals/", lists.reveals, name="reveals"),
]
