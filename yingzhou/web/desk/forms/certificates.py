"""What is filled in about a certificate."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


def _day(label: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


class CertificateForm(forms.Form):
    username = forms.CharField(label=_("工号"), max_length=64, help_text=_("给谁登记；不能给自己登记"))
    number = forms.CharField(
        label=_("执法证号"),
        max_length=40,
        help_text=_("存下以后只显示后四位"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    since = _day(_("有效期起"))
    until = _day(_("有效期止"))


class WithdrawForm(forms.Form):
    reason = forms.CharField(label=_("为什么注销"), max_length=120)
