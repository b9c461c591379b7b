"""The sign-in pages.

They run outside a transaction: a wrong try is refused, and must be counted and recorded all the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.contrib.auth import login, logout
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from yingzhou.base.clock import now
from yingzhou.base.refusals import Refusal
from yingzhou.web.desk.views.accounts.forms import CodeForm, InvitedForm, SignInForm
from yingzhou.web.desk.views.accounts.pictures import qr_code
from yingzhou.web.door import held
from yingzhou.web.door.access import anyone, signed_in
from yingzhou.web.door.client import client_address, client_key, coarse_network
from yingzhou.web.door.confirming import confirmed
from yingzhou.web.door.refused import retry_after
from yingzhou.web.door.returning import safe_next
from yingzhou.web.door.sessions import recognize
from yingzhou.web.shared.forms import refuse_in
from yingzhou.work.accounts import actions, queries
from yingzhou.work.accounts.choices import InvitationKind
from yingzhou.work.accounts.models import Officer
from yingzhou.work.accounts.rules.signing_in import HALF_WAY_SECONDS, LinkSpent, NoFactorYet

BACKEND = "django.contrib.auth.backends.ModelBackend"
HALF_WAY = "half_way"


@dataclass(frozen=True)
class SignInPage:
    """desk/accounts/sign_in.html"""

    form: SignInForm
    next: str
    refusal: Refusal | None
    has_held: bool


@dataclass(frozen=True)
class CodePage:
    """desk/accounts/sign_in_code.html"""

    form: CodeForm
    next: str
    refusal: Refusal | None


@dataclass(frozen=True)
class InvitedPage:
    """desk/accounts/invited.html"""

    form: InvitedForm
    kind: InvitationKind
    name: str
    username: str
    secret: str
    qr: str


@transaction.non_atomic_requests
@anyone
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """User name and password."""
    wanted = safe_next(request, fallback="")
    if request.method == "GET" and request.user.is_authenticated:
        return HttpResponseRedirect(wanted or settings.LOGIN_REDIRECT_URL)
    form = SignInForm(request.POST or None)
    refusal: Refusal | None = None
    if form.is_valid():
        try:
            return _password_given(request, form.cleaned_data, wanted)
        except Refusal as found:
            refusal = found
    status = refusal.status if refusal else (422 if form.is_bound else 200)
    page = SignInPage(form, wanted, refusal, held.SLOT in request.session)
    return retry_after(render(request, "desk/accounts/sign_in.html", vars(page), status=status), refusal)


def _password_given(request: HttpRequest, typed: dict[str, Any], wanted: str) -> HttpResponse:
    officer = actions.check_password(
        username=typed["username"],
        password=typed["password"],
        client=client_key(request),
        network=coarse_network(client_address(request)),
    )
    if not queries.needs_factor(officer):
        return _enter(request, officer, how="demo", wanted=wanted)
    if not queries.has_factor(officer):
        raise NoFactorYet
    request.session[HALF_WAY] = {"officer": str(officer.public_id), "at": now().timestamp(), "password": officer.password[-12:]}
    return HttpResponseRedirect(reverse("desk:sign_in_code") + (f"?{urlencode({'next': wanted})}" if wanted else ""))


@transaction.non_atomic_requests
@anyone
@require_http_methods(["GET", "POST"])
def sign_in_code(request: HttpRequest) -> HttpResponse:
    """The second factor."""
    wanted = safe_next(request, fallback="")
    officer = _half_way(request)
    if officer is None:
        return HttpResponseRedirect(reverse("desk:sign_in"))
    form = CodeForm(request.POST or None)
    refusal: Refusal | None = None
    if form.is_valid():
        try:
            how = actions.check_code(officer=officer, typed=form.cleaned_data["code"], client=client_key(request))
            return _enter(request, officer, how=how, wanted=wanted)
        except Refusal as found:
            refusal = found
    status = refusal.status if refusal else (422 if form.is_bound else 200)
    page = CodePage(form, wanted, refusal)
    return retry_after(render(request, "desk/accounts/sign_in_code.html", vars(page), status=status), refusal)


def _half_way(request: HttpRequest) -> Officer | None:
    """Who has given the right password a moment ago; nobody once it has changed, or the account is switched off."""
    half = request.session.get(HALF_WAY)
    if not half or now().timestamp() - half["at"] > HALF_WAY_SECONDS:
        return None
    officer = queries.signing_in_officer(UUID(half["officer"]))
    return officer if officer and officer.password[-12:] == half["password"] else None


def _enter(request: HttpRequest, officer: Officer, *, how: str, wanted: str) -> HttpResponse:
    """The person is in: a new key for the session, and back to what was asked."""
    request.session.pop(HALF_WAY, None)
    network = coarse_network(client_address(request))
    login(request, officer, backend=BACKEND)
    recognize(request, network=network)
    confirmed(request)
    actions.note_sign_in(officer=officer, how=how, network=network)
    if held.held_for(request):
        return HttpResponseRedirect(reverse("desk:held"))
    held.let_go(request)
    return HttpResponseRedirect(wanted or settings.LOGIN_REDIRECT_URL)


@signed_in
@require_http_methods(["GET", "POST"])
def take_up(request: HttpRequest) -> HttpResponse:
    """The form that was sent after the session had run out."""
    waiting = held.held_for(request)
    if waiting is None or request.method == "POST":
        held.let_go(request)
        return HttpResponseRedirect(settings.LOGIN_REDIRECT_URL)
    return render(request, "desk/accounts/held.html", vars(waiting))


@anyone
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Out, by POST only."""
    if request.user.is_authenticated:
        actions.note_sign_out(officer=request.user)
    logout(request)
    return HttpResponseRedirect(reverse("desk:sign_in"))


@transaction.non_atomic_requests
@anyone
@require_http_methods(["GET", "POST"])
def invited(request: HttpRequest, token: str) -> HttpResponse:
    """A one-time link: set a password, a code generator, or both; then in."""
    invitation = queries.invited(token)
    kind = InvitationKind(invitation.kind)
    form = InvitedForm(request.POST or None, kind=kind)
    if form.is_valid():
        try:
            officer, recovery = actions.accept_invitation(
                token=token,
                password=form.cleaned_data.get("password", ""),
                code=form.cleaned_data.get("code", ""),
                client=client_key(request),
                by=actions.DOOR,
            )
        except LinkSpent:
            raise
        except Refusal as refusal:
            refuse_in(form, refusal)
        else:
            return _set(request, officer, recovery)
    page = InvitedPage(
        form=form,
        kind=kind,
        name=invitation.officer.name,
        username=invitation.officer.username,
        secret="" if kind == InvitationKind.PASSWORD else invitation.secret,
        qr="" if kind == InvitationKind.PASSWORD else qr_code(queries.enrollment_of(invitation)),
    )
    return render(request, "desk/accounts/invited.html", vars(page), status=422 if form.is_bound else 200)


def _set(request: HttpRequest, officer: Officer, recovery: tuple[str, ...]) -> HttpResponse:
    """Set.  Recovery codes are shown once, here; the person then signs in with what has been set."""
    return render(
        request, "desk/accounts/recovery_codes.html", {"codes": recovery, "officer": officer, "goes_to": reverse("desk:sign_in")}
    )
