"""负担计：what records cost those who make them.  About forms, never about people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from yingzhou.base.burden import Cost, costs
from yingzhou.base.clock import today
from yingzhou.base.figures.reading import figure
from yingzhou.web.door.access import signed_in
from yingzhou.web.door.burden import measured

PERIOD = timedelta(days=28)

#: The forms of the desk and the portal that are counted.  Nothing about reports (举报): their number is nobody's business.
FORMS = (
    ("portal:file", _("群众：说一件事")),
    ("portal:merchant", _("商家：答复投诉")),
    ("desk:case_new", _("代记一件事项")),
    ("desk:case_hand_in", _("办好，交核查")),
    ("desk:case_close", _("办结")),
    ("desk:complaint_new", _("登记投诉")),
    ("desk:complaint_serve", _("记一次送达")),
    ("desk:business_new", _("新增经营主体")),
    ("desk:point_new", _("新增联络点")),
)
#: Form → the figures of its targets, where it has any.
TARGETS = {"field:visit": ("burden.visit_seconds", "burden.visit_taps")}


@dataclass(frozen=True)
class Line:
    """One form: what it costs now, what it cost the period before, what we set ourselves."""

    label: object
    now: Cost | None
    before: Cost | None
    seconds_target: int | None
    taps_target: int | None


@dataclass(frozen=True)
class BurdenPage:
    """All that desk/burden/burden.html may use."""

    lines: list[Line]
    least: int
    days: int


@require_safe
@signed_in
def burden(request: HttpRequest) -> HttpResponse:
    """Median seconds and taps per record, the last four weeks beside the four before."""
    day = today()
    least = int(figure("burden.least_records", on=day).value)
    now, before = costs(since=day - PERIOD, until=day + timedelta(1)), costs(since=day - 2 * PERIOD, until=day - PERIOD)
    lines = [
        Line(label, _shown(now.get(form), least), _shown(before.get(form), least), *_targets(form))
        for form, label in measured().items()
    ]
    return render(request, "desk/burden/burden.html", vars(BurdenPage(lines=lines, least=least, days=PERIOD.days)))


def _shown(cost: Cost | None, least: int) -> Cost | None:
    return cost if cost is not None and cost.records >= least else None


def _targets(form: str) -> tuple[int | None, int | None]:
    if form not in TARGETS:
        return None, None
    seconds, taps = (int(figure(name, on=today()).value) for name in TARGETS[form])
    return seconds, taps
