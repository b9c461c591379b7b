"""What is filled in about records of visits and checklists."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yingzhou.web.desk.forms.studios import DayInput


class VisitFilter(forms.Form):
    """What the list is narrowed to; nonsense narrows nothing."""

    words = forms.CharField(label=_("店名、编号或走访人"), max_length=60, required=False)
    is_mine = forms.BooleanField(label=_("只看我的"), required=False)
    has_findings = forms.BooleanField(label=_("看到问题的"), required=False)
    after = forms.CharField(max_length=40, required=False)

    def asked(self) -> dict[str, Any]:
        self.is_valid()
        found = self.cleaned_data
        return {
            "words": (found.get("words") or "").strip(),
            "is_mine": bool(found.get("is_mine")),
            "has_findings": bool(found.get("has_findings")),
            "after": found.get("after") or "",
        }


class Amend(forms.Form):
    """What is otherwise than the record says."""

    why = forms.CharField(label=_("为什么要改"), max_length=200)
    note = forms.CharField(label=_("备注应是"), max_length=4_000, widget=forms.Textarea(attrs={"rows": 3}), required=False)


class NewForm(forms.Form):
    """A checklist as a workbook."""

    file = forms.FileField(label=_("XLSForm 文件（xlsx）"), help_text=_("先看一遍再发布；不能用的地方会写明第几行第几栏"))


class Publish(forms.Form):
    """From when, and for whom."""

    since = forms.DateField(label=_("从哪天起用"), widget=DayInput)
    trades = forms.CharField(
        label=_("给哪些行业"),
        max_length=200,
        required=False,
        help_text=_("GB/T 4754 代码的开头几位，用空格隔开，例如 62；空着就按文件里写的"),
    )

    def clean_trades(self) -> list[str]:
        found = [part for part in re.split(r"[\s,，、;；]+", self.cleaned_data["trades"]) if part]
        if wrong := [part for part in found if not (part.isascii() and part.isdigit() and len(part) <= 4)]:
            raise forms.ValidationError(_("“%(code)s”不是行业代码"), params={"code": wrong[0]})
        return found
