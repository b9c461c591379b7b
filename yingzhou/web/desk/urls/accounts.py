"""Signing in, one's own account, people and postings."""

from django.urls import URLPattern, URLResolver, path

from yingzhou.web.desk.views.accounts import me, people, signing_in

urlpatterns: list[URLPattern | URLResolver] = [
    path("sign-in/", signing_in.sign_in, name="sign_in"),
    path("sign-in/code/", signing_in.sign_in_code, name="sign_in_code"),
    path("sign-out/", signing_in.sign_out, name="sign_out"),
    path("invited/<str:token>/", signing_in.invited, name="invited"),
    path("held/", signing_in.take_up, name="held"),
    path("me/", me.account, name="me"),
    path("me/password/", me.password, name="me_password"),
    path("me/factor/", me.factor, name="me_factor"),
    path("me/recovery-codes/", me.recovery_codes, name="me_recovery_codes"),
    path("me/sessions/<uuid:pid>/end/", me.end_session, name="me_session_end"),
    path("me/leave/", me.take_leave, name="me_leave"),
    path("me/leave/<uuid:pid>/cancel/", me.cancel_leave, name="me_leave_cancel"),
    path("me/language/", me.language, name="me_language"),
    path("people/", people.people, name="people"),
    path("people/add/", people.add, name="person_add"),
    path("people/<uuid:pid>/", people.person, name="person"),
    path("people/<uuid:pid>/posting/", people.grant, name="person_grant"),
    path("people/<uuid:pid>/invite/", people.invite, name="person_invite"),
    path("people/<uuid:pid>/lock/", people.lock, name="person_lock"),
    path("people/<uuid:pid>/unlock/", people.unlock, name="person_unlock"),
    path("people/<uuid:pid>/end-sessions/", people.end_sessions, name="person_end_sessions"),
    path("postings/<uuid:pid>/end/", people.end_posting, name="posting_end"),
]
