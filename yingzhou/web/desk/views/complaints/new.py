"""投诉登记: what came by telephone, at the published window, by post or over the platform, written down on one page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import BaseFormSet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from yingzhou.base.clock import today
from yingzhou.base.refusals import NotFound, Refusal
from yingzhou.web.desk.forms import complaints as forms
from yingzhou.web.desk.views.complaints.showing import WRITE
from yingzhou.web.door.access import who
from yingzhou.web.door.viewer import viewer_of
from yingzhou.web.shared.forms import refuse_in
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.cases.choices import Source
from yingzhou.work.disputes import actions
from yingzhou.work.disputes.models import Complaint
from yingzhou.work.disputes.queries import complaints as queries
from yingzhou.work.disputes.queries.places import Whose, business_named, whose
from yingzhou.work.disputes.rules.steps import is_intake
from yingzhou.work.network import queries as net
from yingzhou.work.registry import public as registry


@dataclass(frozen=True)
class NewPage:
    """All that desk/complaints/new.html may use."""

    form: forms.NewComplaint
    people: BaseFormSet[Any]
    shops: tuple[registry.Shop, ...]
    chosen: registry.Shop | None
    searched: bool
    whose: Whose | None


@who(*queries.CLERKS, act=WRITE)
def complaint_new(request: HttpRequest) -> HttpResponse:
    """One page; what cannot be taken is said beside its field, and nothing typed is lost."""
    if request.method != "POST":
        return _page(request, _form(request, initial=_prefilled(request)), forms.People(prefix="people"))
    if request.POST.get("go") in ("search", "person"):
        return _again(request)
    form, people = _form(request, request.POST, request.FILES), forms.People(request.POST, prefix="people")
    if not (form.is_valid() and people.is_valid()):
        return _page(request, form, people, status=422)
    try:
        made = _register(viewer_of(request), form.cleaned_data, people)
    except NotFound:
        raise
    except Refusal as refusal:
        refuse_in(form, refusal)
        return _page(request, form, people, status=refusal.status)
    messages.success(request, _("登记了：%(number)s") % {"number": made.case.number})
    return HttpResponseRedirect(reverse("desk:complaint", args=[made.public_id]))


def _prefilled(request: HttpRequest) -> dict[str, Any]:
    """`?from=visit:<id>` or `label:<id>` says where we first heard of it; other fields by their names."""
    told = {name: value for name, value in request.GET.items() if name in forms.NewComplaint.base_fields}
    word, _colon, pid = request.GET.get("from", "").partition(":")
    if word in Source and forms.uuid_or_none(pid):
        told |= {"source": word, "source_id": pid}
    if word == "case" and (case_pid := forms.uuid_or_none(pid)):
        told |= _of_dispute(viewer_of(request), case_pid)
    told.pop("key", None)
    return {"received_on": today(), **told}


def _of_dispute(viewer: Viewer, case_pid: UUID) -> dict[str, Any]:
    """What a dispute said, to be carried over; who raised it is asked again, with the statutory receipt."""
    dispute = queries.dispute_for(viewer, case_pid)
    case = dispute.case
    business = case.business
    return {
        "dispute": case.public_id,
        "source": case.source,
        "request": case.wish,
        "facts": case.text,
        "goods": dispute.goods,
        "amount": dispute.amount,
        "bought_on": dispute.bought_on,
        "business": business.public_id if business else "",
        "respondent_name": business.name if business else "",
        "respondent_address": business.registered_address if business else case.place,
        "consents_publication": dispute.consents_publication,
        "consents_delegation": dispute.consents_delegation,
    }


def _form(request: HttpRequest, *args: Any, **options: Any) -> forms.NewComplaint:
    viewer = viewer_of(request)
    at_intake = is_intake(viewer)
    own = {one.organization_id for one in viewer.grants}
    rows = [one for one in net.stations(on=today()) if at_intake or one.pk in own]
    return forms.NewComplaint(*args, stations=[(str(one.public_id), one.name) for one in rows], is_intake=at_intake, **options)


def _again(request: HttpRequest) -> HttpResponse:
    """The same page with the shops that were looked for, or one line more for a complainant."""
    typed = {name: value for name, value in request.POST.dict().items() if name != "csrfmiddlewaretoken"}
    data = request.POST.copy()
    if request.POST.get("go") == "person":
        total = min(int(data.get("people-TOTAL_FORMS") or 1) + 1, forms.MOST_PEOPLE)
        data["people-TOTAL_FORMS"] = str(total)
    people = forms.People(data, prefix="people")
    return _page(request, _form(request, initial=typed), people, searched=request.POST.get("go") == "search")


def _register(viewer: Viewer, asked: dict[str, Any], people: BaseFormSet[Any]) -> Complaint:
    business = business_named(asked["business"])
    intake = actions.Intake(
        channel=asked["channel"],
        received_on=asked["received_on"],
        platform_number=asked["platform_number"],
        respondent=asked["business"],
        respondent_name=asked["respondent_name"] or (business.name if business else ""),
        respondent_address=asked["respondent_address"] or (business.registered_address if business else ""),
        trade=asked["trade"],
        request=asked["request"],
        facts=asked["facts"],
        goods=asked["goods"],
        topic=asked["topic"],
        amount=asked["amount"],
        bought_on=asked["bought_on"],
        knew_on=asked["knew_on"],
        complainants=tuple(_person(one.cleaned_data) for one in people if one.cleaned_data and not one.is_blank),
        proxy=_proxy(asked),
        consents_publication=asked["consents_publication"],
        consents_delegation=asked["consents_delegation"],
        held_by=_holder(asked, business),
        source=asked["source"] or Source.DESK,
        source_id=asked["source_id"],
    )
    if asked["dispute"]:
        dispute = queries.dispute_for(viewer, asked["dispute"])
        return actions.become_complaint(dispute=dispute, intake=intake, files=asked["papers"], by=viewer, key=asked["key"])
    return actions.register_with_files(intake=intake, files=asked["papers"], by=viewer, key=asked["key"])


def _holder(asked: dict[str, Any], business: Any) -> UUID | None:
    if asked["held_by"] == forms.AT_INTAKE:
        return None
    if asked["held_by"] == forms.BY_ADDRESS:
        station = whose(trade=asked["trade"], business=business, address=asked["respondent_address"]).station
        return station.public_id if station else None
    return UUID(asked["held_by"])


def _person(told: dict[str, Any]) -> actions.Person:
    return actions.Person(
        name=told["name"],
        phone=told["phone"],
        address=told["address"],
        identity_checked_on=today() if told["checked"] else None,
        speaks_for_all=told["speaks"],
    )


def _proxy(asked: dict[str, Any]) -> actions.Attorney | None:
    if not (asked["proxy_name"] or asked["proxy_phone"]):
        return None
    return actions.Attorney(
        name=asked["proxy_name"],
        phone=asked["proxy_phone"],
        powers=asked["proxy_powers"],
        until=asked["proxy_until"],
        original_seen_on=today() if asked["proxy_original"] else None,
        identity_checked_on=today() if asked["proxy_identity"] else None,
    )


def _page(
    request: HttpRequest,
    form: forms.NewComplaint,
    people: BaseFormSet[Any],
    *,
    searched: bool = False,
    status: int = 200,
) -> HttpResponse:
    picked = forms.uuid_or_none(str(form["business"].value() or ""))
    address = str(form["respondent_address"].value() or "")
    business = business_named(picked)
    page = NewPage(
        form=form,
        people=people,
        shops=registry.shops(str(form["shop_words"].value() or "")) if searched else (),
        chosen=registry.shop(picked) if picked else None,
        searched=searched,
        whose=whose(trade=str(form["trade"].value() or "shop"), business=business, address=address)
        if business or address
        else None,
    )
    return render(request, "desk/complaints/new.html", vars(page), status=status)
