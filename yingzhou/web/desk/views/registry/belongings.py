"""Permits, premises, people to call, tags and stalls of one business."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from yingzhou.base.clock import today
from yingzhou.web.desk.forms.registry import (
    ContactForm,
    EndForm,
    PermitForm,
    PremisesForm,
    PurposeForm,
    StallForm,
    TagForm,
    today_initial,
)
from yingzhou.web.desk.views.registry.filling import FormPage, fill
from yingzhou.web.door.access import who
from yingzhou.web.door.viewer import viewer_of
from yingzhou.work.registry.actions import people, permits, premises
from yingzhou.work.registry.actions import tags as tagging
from yingzhou.work.registry.actions.people import Opened
from yingzhou.work.registry.choices import PermitKind
from yingzhou.work.registry.models import Business, ContactPerson
from yingzhou.work.registry.queries.belongings import permit_of, person_of, place_of
from yingzhou.work.registry.queries.businesses import business_for
from yingzhou.work.registry.queries.scope import CALLERS, WRITERS
from yingzhou.work.registry.queries.tags import tag_for, tags_for


def _business(request: HttpRequest, pid: UUID) -> Business:
    return business_for(viewer_of(request), pid, on=today())


def _page(title: Any, form: forms.Form, submit: Any, business: Business, note: Any = "") -> FormPage:
    back = reverse("desk:business", args=[business.public_id])
    return FormPage(title=title, form=form, submit=submit, back=back, business=business, note=note)


def _done(request: HttpRequest, text: Any, business: Business) -> str:
    messages.success(request, text)
    return reverse("desk:business", args=[business.public_id])


@who(*WRITERS, act=_("登记许可证"))
def new_permit(request: HttpRequest, pid: UUID) -> HttpResponse:
    """Enter a permit."""
    business, form = _business(request, pid), PermitForm(request.POST or None)

    def add() -> str:
        facts = {**form.cleaned_data, "kind": PermitKind(form.cleaned_data["kind"])}
        permits.add_permit(business=business, by=viewer_of(request), **facts)
        return _done(request, _("已登记许可证"), business)

    return fill(request, _page(_("加一张许可证"), form, _("登记"), business), add)


@who(*WRITERS, act=_("终止许可证"))
def end_permit(request: HttpRequest, pid: UUID, xid: UUID) -> HttpResponse:
    """End a permit early."""
    business = _business(request, pid)
    permit, form = permit_of(business, xid), EndForm(request.POST or None, initial=today_initial(today()))

    def end() -> str:
        permits.end_permit(permit=permit, by=viewer_of(request), **form.cleaned_data)
        return _done(request, _("许可证已终止，提醒不再出现"), business)

    return fill(request, _page(_("终止许可证"), form, _("终止"), business, note=permit.number), end)


@who(*WRITERS, act=_("登记经营场所"))
def new_premises(request: HttpRequest, pid: UUID) -> HttpResponse:
    """Enter where the business is really found."""
    business, form = _business(request, pid), PremisesForm(request.POST or None)

    def add() -> str:
        premises.add_premises(business=business, by=viewer_of(request), **form.cleaned_data)
        return _done(request, _("已登记经营场所"), business)

    return fill(request, _page(_("加一处经营场所"), form, _("登记"), business), add)


@who(*WRITERS, act=_("停用经营场所"))
def leave_premises(request: HttpRequest, pid: UUID, xid: UUID) -> HttpResponse:
    """The business is no longer found there."""
    business = _business(request, pid)
    place, form = place_of(business, xid), EndForm(request.POST or None, initial=today_initial(today()))

    def leave() -> str:
        premises.leave_premises(premises=place, on=form.cleaned_data["on"], by=viewer_of(request))
        return _done(request, _("这处经营场所已停用"), business)

    return fill(request, _page(_("停用经营场所"), form, _("停用"), business, note=place.address), leave)


@who(*WRITERS, act=_("登记联系人"))
def new_contact(request: HttpRequest, pid: UUID) -> HttpResponse:
    """Enter a person to call."""
    business, form = _business(request, pid), ContactForm(request.POST or None)

    def add() -> str:
        people.add_contact(business=business, by=viewer_of(request), **form.cleaned_data)
        return _done(request, _("已登记联系人，姓名和电话加密保存"), business)

    return fill(request, _page(_("加一位联系人"), form, _("登记"), business), add)


@dataclass(frozen=True)
class ContactPage:
    """All that desk/registry/contact.html may use."""

    business: Business
    person: ContactPerson
    form: PurposeForm
    opened: Opened | None
    back: str


@who(*CALLERS, act=_("看联系人姓名和电话"))
def read_contact(request: HttpRequest, pid: UUID, xid: UUID) -> HttpResponse:
    """Open name and number for a purpose.  The answer to the POST shows them once; there is no address that does."""
    business = _business(request, pid)
    person, form = person_of(business, xid), PurposeForm(request.POST or None)
    opened = None
    if request.method == "POST" and form.is_valid():
        opened = people.read_contact(person=person, purpose=form.cleaned_data["purpose"], by=viewer_of(request))
    page = ContactPage(business, person, form, opened, reverse("desk:business", args=[pid]))
    failed = request.method == "POST" and opened is None
    return render(request, "desk/registry/contact.html", vars(page), status=422 if failed else 200)


@require_POST
@who(*WRITERS, act=_("删除联系人"))
def remove_contact(request: HttpRequest, pid: UUID, xid: UUID) -> HttpResponse:
    """Forget a person to call."""
    business = _business(request, pid)
    people.remove_contact(person=person_of(business, xid), by=viewer_of(request))
    return HttpResponseRedirect(_done(request, _("联系人已删除"), business))


@who(*WRITERS, act=_("给主体加标签"))
def tags(request: HttpRequest, pid: UUID) -> HttpResponse:
    """Put a tag on."""
    viewer, business = viewer_of(request), _business(request, pid)
    usable = {tag.public_id: tag.name for tag in tags_for(viewer, on=today())}
    form = TagForm(request.POST or None, tags=usable)

    def put() -> str:
        tag = tag_for(viewer, form.cleaned_data["tag"], on=today())
        tagging.put_tag(tag=tag, business=business, by=viewer)
        return _done(request, _("已加上“%(tag)s”") % {"tag": tag.name}, business)

    return fill(request, _page(_("加标签"), form, _("加上"), business), put)


@require_POST
@who(*WRITERS, act=_("取下标签"))
def tag_off(request: HttpRequest, pid: UUID, xid: UUID) -> HttpResponse:
    """Take a tag off."""
    viewer, business = viewer_of(request), _business(request, pid)
    tag = tag_for(viewer, xid, on=today())
    tagging.take_tag_off(tag=tag, business=business, by=viewer)
    return HttpResponseRedirect(_done(request, _("已取下“%(tag)s”") % {"tag": tag.name}, business))


@who(*WRITERS, act=_("登记摊位租用"))
def new_stall(request: HttpRequest, pid: UUID) -> HttpResponse:
    """A trader takes a stall of this market."""
    market, form = _business(request, pid), StallForm(request.POST or None, initial=today_initial(today()))

    def rent() -> str:
        trader = _business(request, form.cleaned_data["trader"])
        premises.rent_stall(
            market=market,
            number=form.cleaned_data["number"],
            trader=trader,
            since=form.cleaned_data["since"],
            by=viewer_of(request),
        )
        return _done(request, _("已登记租用"), market)

    return fill(request, _page(_("登记摊位租用"), form, _("登记"), market), rent)
