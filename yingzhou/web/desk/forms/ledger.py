"""What the pages of the platform's ledger ask."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class LeaveForm(forms.Form):
    """Leave one row out, or take it in again."""

    row = forms.IntegerField(min_value=2)
    leave = forms.BooleanField(required=False)
    back = forms.SlugField(required=False, max_length=20)


class ExportForm(forms.Form):
    """Which complaints, and what they are taken out for."""

    since = forms.DateField(label=_("收到日期从"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label=_("到"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    purpose = forms.CharField(
        label=_("取出来做什么"), max_length=100, help_text=_("表里有投诉人姓名和电话，用途记在留痕里；例如：回传平台")
    )

    def asked(self) -> dict[str, list[str]]:
        """As the list of that name wants it."""
        told: dict[str, Any] = {"from": self.cleaned_data["since"], "to": self.cleaned_data["until"]}
        return {name: [day.isoformat()] for name, day in told.items() if day}
