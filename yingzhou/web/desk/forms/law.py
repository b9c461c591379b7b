"""What the pages of the law ask."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.validators import MinValueValidator
from django.utils.translation import gettext_lazy as _

DAY = {"type": "date"}
#: No period of ours began before anybody now alive was born; and arithmetic must end.
EARLIEST, LATEST = date(1990, 1, 1), date(2100, 12, 31)


def day_field(label: Any, *, required: bool = True, **more: Any) -> forms.DateField:
    return forms.DateField(label=label, required=required, widget=forms.DateInput(attrs=DAY), **more)


class LawFilter(forms.Form):
    """What to look for, on which day."""

    q = forms.CharField(label=_("名称或词"), required=False, max_length=60)
    on = day_field(_("哪一天的规定"), required=False)
    unconfirmed = forms.BooleanField(label=_("只看未核对原文的"), required=False)


class CalculatorForm(forms.Form):
    """A period, the day it begins, what happened to it."""

    figure = forms.ChoiceField(label=_("哪一个期限"))
    start = day_field(_("从哪天起算"), help_text=_("这一天不计入"))
    received_on = day_field(_("收到日"), required=False, help_text=_("定适用哪部规定；不填就按起算日"))
    extended = forms.BooleanField(label=_("已批准延长"), required=False)
    pause_from = day_field(_("检测、鉴定从"), required=False)
    pause_to = day_field(_("到（含）"), required=False)

    def __init__(self, data: Any, *, periods: list[tuple[str, str]]) -> None:
        super().__init__(data)
        self.fields["figure"] = forms.ChoiceField(label=_("哪一个期限"), choices=periods)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        for name in ("start", "received_on", "pause_from", "pause_to"):
            if (day := told.get(name)) and not EARLIEST <= day <= LATEST:
                self.add_error(name, _("请填 1990 年到 2100 年之间的日子"))
        first, last = told.get("pause_from"), told.get("pause_to")
        if bool(first) != bool(last):
            self.add_error("pause_to" if first else "pause_from", _("两头都要填，或都不填"))
        elif first and last and last < first:
            self.add_error("pause_to", _("不能早于开始的那天"))
        elif first and last and (last - first).days > 3_660:
            self.add_error("pause_to", _("不能超过十年"))
        return told

    def pauses(self) -> list[tuple[date, date]]:
        told = self.cleaned_data
        return [(told["pause_from"], told["pause_to"])] if told.get("pause_from") else []


class NoticeForm(forms.Form):
    """Next year's holiday notice: field by field, or as a whole file."""

    year = forms.IntegerField(label=_("年份"), min_value=2000, max_value=2100, required=False)
    source = forms.CharField(
        label=_("通知全名和文号"),
        max_length=300,
        required=False,
        help_text=_("例如：国务院办公厅关于2026年部分节假日安排的通知（国办发明电〔2025〕7号）"),
    )
    published = day_field(_("发布日期"), required=False)
    rest = forms.CharField(
        label=_("放假的日子"),
        required=False,
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text=_("一行一个节日，含连休的周末。例如：春节: 2026-02-15..2026-02-23"),
    )
    statutory = forms.CharField(
        label=_("其中的法定节假日"),
        required=False,
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("按全国年节及纪念日放假办法，2025 年起共 13 天"),
    )
    made_up = forms.CharField(label=_("上班的周末"), required=False, max_length=1_000, widget=forms.Textarea(attrs={"rows": 2}))
    pasted = forms.CharField(
        label=_("或者整份粘贴"),
        required=False,
        max_length=8_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("YAML 格式，和随程序发布的年份一样；填了它，上面的就不用填"),
    )

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if not told.get("pasted"):
            for name in ("year", "source", "published", "rest", "statutory"):
                if not told.get(name) and name not in self.errors:
                    self.add_error(name, _("这一项要填"))
        return told


class OwnFigureForm(forms.Form):
    """A value of the bureau's own."""

    name = forms.RegexField(
        label=_("名称"),
        regex=r"^[a-z][a-z_]*\.[a-z][a-z0-9_]*$",
        max_length=120,
        help_text=_("和规则库里的写法一样，例如 promises.demand_reply_days"),
        error_messages={"invalid": _("只用小写字母、下划线和一个点，例如 promises.demand_reply_days")},
    )
    since = day_field(_("从哪天起"))
    until = day_field(_("到哪天止"), required=False)
    value = forms.IntegerField(label=_("数值"), validators=[MinValueValidator(0)])
    source = forms.CharField(label=_("依据"), max_length=300, help_text=_("哪份文件、第几条"))
    label = forms.CharField(label=_("中文名"), max_length=80, required=False, help_text=_("规则库里没有的才要填"))
    label_en = forms.CharField(label=_("英文名"), max_length=120, required=False)
    unit = forms.ChoiceField(
        label=_("单位"),
        required=False,
        choices=[
            ("", _("和规则库里一样")),
            ("working_day", _("工作日")),
            ("calendar_day", _("自然日")),
            ("month", _("月")),
            ("year", _("年")),
            ("business", _("户")),
            ("person", _("人")),
            ("yuan", _("元")),
            ("percent", _("百分比")),
        ],
    )
