"""Obligations: the list, and one of them with its two sides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from yingzhou.base.clock import today
from yingzhou.base.evidence.models import Evidence
from yingzhou.base.evidence.storing import put
from yingzhou.base.refusals import Refusal
from yingzhou.web.desk.views.network import showing
from yingzhou.web.door.access import who
from yingzhou.web.door.viewer import viewer_of
from yingzhou.web.shared.clocks import Clock
from yingzhou.web.shared.forms import refuse_in
from yingzhou.web.shared.reading import uuid_in
from yingzhou.work.accounts.choices import WORKING
from yingzhou.work.network import actions
from yingzhou.work.network.choices import Proof
from yingzhou.work.network.models import Obligation, ObligationType
from yingzhou.work.network.queries import obligations as queries
from yingzhou.work.network.queries.obligations import Line

ACT = gettext_lazy("办约定的事")


class FulfillForm(forms.Form):
    """What shows that it was done; only what this kind needs is asked."""

    note = forms.CharField(
        label=gettext_lazy("怎么办的"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("一两句，说清哪天、做了什么"),
    )
    headcount = forms.IntegerField(
        label=gettext_lazy("几个人"), min_value=0, max_value=100_000, required=False, help_text=gettext_lazy("只计人数，不记是谁")
    )
    file = forms.FileField(label=gettext_lazy("凭据"), required=False, help_text=gettext_lazy("照片或文件，一份"))

    def __init__(self, *args: object, proof: Proof, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        if proof != Proof.HEADCOUNT:
            del self.fields["headcount"]
        if proof == Proof.REPORT:
            del self.fields["file"]
            self.fields["note"].label = gettext_lazy("另外说一句")


@dataclass(frozen=True)
class ListPage:
    """desk/network/obligations.html"""

    rows: Sequence[tuple[Obligation, Clock]]
    after: UUID | None
    shown: str
    types: Sequence[ObligationType]


@dataclass(frozen=True)
class ObligationPage:
    """desk/network/obligation.html"""

    obligation: Obligation
    clock: Clock
    lines: Sequence[Line]
    exhibits: Sequence[Evidence]
    may_fulfill: bool
    may_acknowledge: bool
    form: FulfillForm


@who(*WORKING)
@require_GET
def obligations(request: HttpRequest) -> HttpResponse:
    """What our side owes and is owed, by due day."""
    shown = request.GET.get("shown", "open")
    shown = shown if shown in queries.SHOWN else "open"
    on = today()
    found = queries.obligations_page(viewer_of(request), on=on, shown=shown, after=uuid_in(request.GET, "after"))
    page = ListPage(
        rows=[(each, showing.clock_of(each, on)) for each in found.rows],
        after=found.after,
        shown=shown,
        types=list(queries.obligation_types()),
    )
    return render(request, "desk/network/obligations.html", vars(page))


@who(*WORKING)
@require_GET
def obligation(request: HttpRequest, pid: UUID) -> HttpResponse:
    """One obligation, the same for both sides."""
    return _page(request, queries.obligation_for(viewer_of(request), pid))


@who(*WORKING, act=ACT)
@require_POST
def fulfill(request: HttpRequest, pid: UUID) -> HttpResponse:
    """Our side has done it."""
    found = queries.obligation_for(viewer_of(request), pid)
    form = FulfillForm(request.POST, request.FILES, proof=Proof(found.type.proof))
    if form.is_valid():
        try:
            actions.fulfill(
                obligation=found,
                by=viewer_of(request),
                note=form.cleaned_data["note"],
                headcount=form.cleaned_data.get("headcount"),
                evidence=_evidence(request, form),
            )
        except Refusal as refusal:
            refuse_in(form, refusal)
        else:
            messages.success(request, _("记好了，对方看得到，等他签收"))
            return HttpResponseRedirect(reverse("desk:obligation", args=[pid]))
    return _page(request, found, form=form, status=422)


@who(*WORKING, act=ACT)
@require_POST
def acknowledge(request: HttpRequest, pid: UUID) -> HttpResponse:
    """Our side has received it."""
    actions.acknowledge(obligation=queries.obligation_for(viewer_of(request), pid), by=viewer_of(request))
    messages.success(request, _("签收了，对方看得到"))
    return HttpResponseRedirect(reverse("desk:obligation", args=[pid]))


def _evidence(request: HttpRequest, form: FulfillForm) -> list[Evidence]:
    file = form.cleaned_data.get("file")
    return [put(file, by=viewer_of(request), name=file.name, kind="obligation")] if file else []


def _page(request: HttpRequest, found: Obligation, *, form: FulfillForm | None = None, status: int = 200) -> HttpResponse:
    mine = queries.organizations_of(viewer_of(request))
    is_report = found.type.proof == Proof.REPORT
    counted = [Line(each["label"], each["count"]) for each in found.report or ()]
    page = ObligationPage(
        obligation=found,
        clock=showing.clock_of(found, today()),
        lines=(counted if found.fulfilled_on else queries.report_lines(found)) if is_report else (),
        exhibits=queries.exhibits_of(found),
        may_fulfill=found.debtor_id in mine and found.fulfilled_on is None,
        may_acknowledge=found.creditor_id in mine and found.fulfilled_on is not None and found.acknowledged_on is None,
        form=form or FulfillForm(proof=Proof(found.type.proof)),
    )
    return render(request, "desk/network/obligation.html", vars(page), status=status)
