"""People and postings: the security officer's pages.  Never for oneself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yingzhou.base.clock import today
from yingzhou.base.refusals import Refusal
from yingzhou.web.desk.views.accounts.forms import InviteForm, LockForm, OfficerForm, PostingForm
from yingzhou.web.door.access import who
from yingzhou.web.door.viewer import viewer_of
from yingzhou.web.shared.forms import refuse_in
from yingzhou.web.shared.reading import uuid_in
from yingzhou.work.accounts import actions, queries
from yingzhou.work.accounts.choices import InvitationKind, LockReason, Role
from yingzhou.work.accounts.models import Officer
from yingzhou.work.accounts.queries import LiveSession
from yingzhou.work.accounts.rules.people import NotForOneself
from yingzhou.work.network import actions as network
from yingzhou.work.network.models import Posting
from yingzhou.work.network.queries import people as posted

MANAGE = gettext_lazy("管理人员")


@dataclass(frozen=True)
class ListPage:
    """desk/accounts/people.html"""

    people: Sequence[Officer]
    after: UUID | None
    name: str


@dataclass(frozen=True)
class PersonPage:
    """desk/accounts/person.html"""

    officer: Officer
    is_self: bool
    postings: Sequence[Posting]
    sessions: Sequence[LiveSession]
    has_factor: bool
    posting_form: PostingForm
    lock_form: LockForm
    invite_form: InviteForm
    link: str


@who(Role.SECURITY_OFFICER, act=MANAGE)
@require_GET
def people(request: HttpRequest) -> HttpResponse:
    """Everyone with an account, and what they hold today."""
    name = request.GET.get("name", "").strip()[:64]
    found = posted.people_page(viewer_of(request), on=today(), name=name, after=uuid_in(request.GET, "after"))
    page = ListPage(found.people, found.after, name)
    return render(request, "desk/accounts/people.html", vars(page))


@who(Role.SECURITY_OFFICER, act=MANAGE, reauth=True)
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """A new person, without password or posting."""
    form = OfficerForm(request.POST or None)
    if form.is_valid():
        try:
            officer = actions.add_officer(by=viewer_of(request), **form.cleaned_data)
        except Refusal as refusal:
            refuse_in(form, refusal)
        else:
            messages.success(request, _("加好了。接着任命岗位，再给首次登录的链接"))
            return _back(officer)
    return render(request, "desk/accounts/person_add.html", {"form": form}, status=422 if form.is_bound else 200)


@who(Role.SECURITY_OFFICER, act=MANAGE)
@require_GET
def person(request: HttpRequest, pid: UUID) -> HttpResponse:
    """One person: postings, sessions, second factor."""
    return _page(request, _officer(request, pid))


@who(Role.SECURITY_OFFICER, act=MANAGE, reauth=True)
@require_POST
def grant(request: HttpRequest, pid: UUID) -> HttpResponse:
    """A posting from a day."""
    officer = _officer(request, pid)
    form = _posting_form(request)
    if form.is_valid():
        try:
            network.grant_posting(
                officer=officer,
                role=Role(form.cleaned_data["role"]),
                organization=posted.place_named(form.cleaned_data["organization"]),
                since=form.cleaned_data["since"],
                until=form.cleaned_data["until"],
                by=viewer_of(request),
            )
        except NotForOneself:
            raise
        except Refusal as refusal:
            refuse_in(form, refusal)
        else:
            messages.success(request, _("任命好了；他现有的登录都已退出，重新登录后生效"))
            return _back(officer)
    return _page(request, officer, form=form, status=422)


@who(Role.SECURITY_OFFICER, act=MANAGE, reauth=True)
@require_POST
def end_posting(request: HttpRequest, pid: UUID) -> HttpResponse:
    """The posting ends today."""
    posting = network.end_posting(posting=posted.posting_for(viewer_of(request), pid), by=viewer_of(request))
    messages.success(request, _("岗位从今天起结束，登录已退出"))
    return _back(posting.officer)


@who(Role.SECURITY_OFFICER, act=MANAGE, reauth=True)
@require_POST
def invite(request: HttpRequest, pid: UUID) -> HttpResponse:
    """A one-time link, shown once."""
    officer = _officer(request, pid)
    form = InviteForm(request.POST)
    if not form.is_valid():
        return _page(request, officer, status=422)
    token = actions.invite(officer=officer, kind=InvitationKind(form.cleaned_data["kind"]), by=viewer_of(request))
    return _page(request, officer, link=request.build_absolute_uri(reverse("desk:invited", args=[token])))


@who(Role.SECURITY_OFFICER, act=MANAGE, reauth=True)
@require_POST
def lock(request: HttpRequest, pid: UUID) -> HttpResponse:
    """Switch the account off."""
    form = LockForm(request.POST)
    officer = _officer(request, pid)
    if not form.is_valid():
        return _page(request, officer, status=422)
    actions.lock_officer(officer=officer, reason=LockReason(form.cleaned_data["reason"]), by=viewer_of(request))
    messages.success(request, _("账号停用了，所有登录都已退出"))
    return _back(officer)


@who(Role.SECURITY_OFFICER, act=MANAGE, reauth=True)
@require_POST
def unlock(request: HttpRequest, pid: UUID) -> HttpResponse:
    """Switch it on again."""
    officer = actions.unlock_officer(officer=_officer(request, pid), by=viewer_of(request))
    messages.success(request, _("账号恢复了"))
    return _back(officer)


@who(Role.SECURITY_OFFICER, act=MANAGE, reauth=True)
@require_POST
def end_sessions(request: HttpRequest, pid: UUID) -> HttpResponse:
    """End every session of the person."""
    officer = _officer(request, pid)
    actions.end_sessions(officer=officer, why="security_officer", by=viewer_of(request))
    messages.success(request, _("所有登录都已退出"))
    return _back(officer)


def _officer(request: HttpRequest, pid: UUID) -> Officer:
    return queries.officer_for(viewer_of(request), pid)


def _back(officer: Officer) -> HttpResponse:
    return HttpResponseRedirect(reverse("desk:person", args=[officer.public_id]))


def _posting_form(request: HttpRequest) -> PostingForm:
    places = posted.posting_places(on=today())
    return PostingForm(
        request.POST if request.method == "POST" and "role" in request.POST else None,
        organizations=[(str(each.public_id), f"{each.name}（{each.get_kind_display()}）") for each in places],
        initial={"since": today()},
    )


def _page(
    request: HttpRequest, officer: Officer, *, form: PostingForm | None = None, link: str = "", status: int = 200
) -> HttpResponse:
    page = PersonPage(
        officer=officer,
        is_self=officer.pk == viewer_of(request).officer_id,
        postings=list(posted.postings_of(officer)),
        sessions=queries.sessions_of(officer),
        has_factor=queries.has_factor(officer),
        posting_form=form or _posting_form(request),
        lock_form=LockForm(),
        invite_form=InviteForm(),
        link=link,
    )
    return render(request, "desk/accounts/person.html", vars(page), status=status)
