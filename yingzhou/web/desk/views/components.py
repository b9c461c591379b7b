"""The component sheet: every macro in every state, for those who build pages.  Only where the data is invented."""

from __future__ import annotations

from datetime import timedelta

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from yingzhou.base.clock import now, today
from yingzhou.base.refusals import NotFound, Refusal
from yingzhou.web.door.access import signed_in
from yingzhou.web.shared.clocks import Clock, clock


class Sample(forms.Form):
    """One field of every sort."""

    name = forms.CharField(label=_("店名"), help_text=_("照营业执照写"), max_length=20)
    about = forms.CharField(label=_("怎么回事"), widget=forms.Textarea(attrs={"rows": 3}))
    due = forms.DateField(label=_("整改日"), widget=forms.DateInput(attrs={"type": "date"}))
    village = forms.ChoiceField(label=_("村居"), choices=[("", _("请选")), ("a", _("甲村")), ("b", _("乙社区"))], required=False)
    way = forms.ChoiceField(label=_("怎么联系"), choices=[("visit", _("上门")), ("phone", _("打电话"))], widget=forms.RadioSelect)
    sure = forms.BooleanField(label=_("我已当面说过"), required=False)


class SampleRefusal(Refusal):
    reason = _("走访是服务，不是检查；联络员不能发起检查")
    mend = _("把这条隐患作为线索移交，由负责人审批")
    whom = _("请联系站长")


def _clocks() -> list[tuple[object, Clock]]:
    day = today()

    def due(days: int) -> Clock:
        return clock(
            day + timedelta(days=days),
            left=days,
            label=_("受理决定"),
            article=_("第十五条"),
            detail=_("自收到之日起计算。"),
            used=60,
        )

    paused = clock(day, left=9, paused=str(_("检测中")), label=_("调解期限"))
    done = clock(day, left=3, working=True, done=True, label=_("受理决定"))
    moving = clock(day + timedelta(days=400), left=400, label=_("调解期限"), provisional=True, used=35)
    return [
        (_("逾期"), due(-2)),
        (_("今天"), due(0)),
        (_("临近"), due(2)),
        (_("平常"), due(28)),
        (_("停表"), paused),
        (_("办完"), done),
        (_("暂定"), moving),
    ]


@signed_in
def components(request: HttpRequest) -> HttpResponse:
    """Every part, with a form that has not been filled in."""
    if not (settings.DEBUG or settings.DEMO):
        raise NotFound
    form = Sample({})
    form.is_valid()
    facts = {"clocks": _clocks(), "form": form, "sample_refusal": SampleRefusal(), "moment": now()}
    return render(request, "desk/components.html", facts | _pictures())


def _pictures() -> dict[str, object]:
    """Two squares beside one another, and two bars."""

    def square(name: str, west: float) -> dict[str, object]:
        corners = [[west, 31.6], [west + 0.1, 31.6], [west + 0.1, 31.7], [west, 31.7], [west, 31.6]]
        return {"type": "Feature", "properties": {"name": name}, "geometry": {"type": "Polygon", "coordinates": [corners]}}

    points = [
        {"at": [31.65, 121.45], "name": "A", "n": 9, "label": "A 9"},
        {"at": [31.65, 121.55], "name": "B", "n": 4, "gap": True},
    ]
    return {
        "map_ground": {"type": "FeatureCollection", "features": [square("A", 121.4), square("B", 121.5)]},
        "map_data": {"focus": ["A", "B"], "scale": 4, "points": points},
        "chart_data": {
            "rows": ["≤ 7", "8–30"],
            "series": [{"name": str(_("一般")), "data": [12, 9]}, {"name": str(_("较重")), "data": [2, 3]}],
        },
    }
