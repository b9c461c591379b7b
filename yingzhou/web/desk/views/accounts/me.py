"""One's own account: sessions, password, second factor, language, leave."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yingzhou.base.clock import today
from yingzhou.base.refusals import Refusal
from yingzhou.web.desk.views.accounts.forms import LeaveForm, PasswordForm
from yingzhou.web.door.access import signed_in, who
from yingzhou.web.door.language import COOKIE
from yingzhou.web.door.sessions import key_hash
from yingzhou.web.door.viewer import viewer_of
from yingzhou.web.shared.forms import refuse_in
from yingzhou.work.accounts import actions, queries
from yingzhou.work.accounts.models import Officer
from yingzhou.work.accounts.queries import LiveSession
from yingzhou.work.network import actions as network
from yingzhou.work.network.models import Leave
from yingzhou.work.network.queries import people

BACK = "desk:me"


@dataclass(frozen=True)
class AccountPage:
    """desk/accounts/me.html"""

    officer: Officer
    sessions: tuple[LiveSession, ...]
    needs_factor: bool
    has_factor: bool
    recovery_left: int
    leaves: Sequence[Leave]
    leave_form: LeaveForm
    languages: Sequence[tuple[str, str]]


@signed_in
@require_GET
def account(request: HttpRequest) -> HttpResponse:
    """Everything about one's own account on one page."""
    return _page(request, _leave_form(request))


def _page(request: HttpRequest, form: LeaveForm, status: int = 200) -> HttpResponse:
    officer: Officer = request.user  # type: ignore[assignment]
    page = AccountPage(
        officer=officer,
        sessions=queries.sessions_of(officer, this=key_hash(request.session.session_key)),
        needs_factor=queries.needs_factor(officer),
        has_factor=queries.has_factor(officer),
        recovery_left=queries.unused_recovery_codes(officer),
        leaves=list(people.leaves_of(viewer_of(request), on=today())),
        leave_form=form,
        languages=settings.LANGUAGES,
    )
    return render(request, "desk/accounts/me.html", vars(page), status=status)


def _leave_form(request: HttpRequest) -> LeaveForm:
    colleagues = people.deputies_of(viewer_of(request), on=today())
    return LeaveForm(request.POST or None, deputies=[(str(each.public_id), each.name) for each in colleagues])


@signed_in
@require_POST
def take_leave(request: HttpRequest) -> HttpResponse:
    """Be away, and let somebody stand in."""
    form = _leave_form(request)
    if form.is_valid():
        try:
            network.take_leave(
                officer=request.user,  # type: ignore[arg-type]
                deputy=people.deputy_named(viewer_of(request), form.cleaned_data["deputy"], on=today()),
                since=form.cleaned_data["since"],
                until=form.cleaned_data["until"],
                by=viewer_of(request),
            )
        except Refusal as refusal:
            refuse_in(form, refusal)
        else:
            messages.success(request, _("请假记好了，到时候自动生效、自动结束"))
            return HttpResponseRedirect(reverse(BACK))
    return _page(request, form, status=422)


@signed_in
@require_POST
def cancel_leave(request: HttpRequest, pid: UUID) -> HttpResponse:
    """Back earlier."""
    network.cancel_leave(leave=people.own_leave(viewer_of(request), pid), by=viewer_of(request))
    messages.success(request, _("假已经取消"))
    return HttpResponseRedirect(reverse(BACK))


@signed_in
@require_POST
def end_session(request: HttpRequest, pid: UUID) -> HttpResponse:
    """End one of one's own sessions."""
    actions.end_session(session=queries.my_session(viewer_of(request), pid), by=viewer_of(request))
    messages.success(request, _("那一处已经退出"))
    return HttpResponseRedirect(reverse(BACK))


@who(reauth=True)
@require_http_methods(["GET", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """A new password; every other session ends."""
    form = PasswordForm(request.POST or None)
    if form.is_valid():
        try:
            officer = actions.change_password(
                officer=request.user,  # type: ignore[arg-type]
                password=form.cleaned_data["password"],
                by=viewer_of(request),
                keep=key_hash(request.session.session_key),
            )
        except Refusal as refusal:
            refuse_in(form, refusal)
        else:
            update_session_auth_hash(request, officer)
            messages.success(request, _("口令换好了，别处的登录都已退出"))
            return HttpResponseRedirect(reverse(BACK))
    return render(request, "desk/accounts/password.html", {"form": form}, status=422 if form.is_bound else 200)


@who(reauth=True)
@require_POST
def factor(request: HttpRequest) -> HttpResponse:
    """A new phone: a link of one's own, used at once."""
    token = actions.replace_factor(officer=request.user, by=viewer_of(request))  # type: ignore[arg-type]
    return HttpResponseRedirect(reverse("desk:invited", args=[token]))


@who(reauth=True)
@require_POST
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """New recovery codes, shown once."""
    codes = actions.renew_recovery_codes(officer=request.user, by=viewer_of(request))  # type: ignore[arg-type]
    return render(request, "desk/accounts/recovery_codes.html", {"codes": codes, "goes_to": reverse(BACK)})


@signed_in
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """The language the person reads, on this browser and the next."""
    chosen = request.POST.get("language", "")
    response = HttpResponseRedirect(reverse(BACK))
    if chosen in dict(settings.LANGUAGES):
        actions.choose_language(officer=request.user, language=chosen, by=viewer_of(request))  # type: ignore[arg-type]
        response.set_cookie(COOKIE, chosen, max_age=31_536_000, httponly=True, secure=settings.SECURE_TLS, samesite="Lax")
    return response
