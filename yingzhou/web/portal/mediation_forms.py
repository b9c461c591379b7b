"""What both sides of a mediation fill in without an account."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

DISAGREE, MEET = "disagree", "meet"
#: remedy or reply → (icon, small text)
SHOWN = {
    "refund": ("cash", _("退多少，写在下面")),
    "replace": ("refresh", _("换一件好的")),
    "repair": ("edit", _("修到能用")),
    "deliver": ("package-off", _("缺的补齐")),
    "apologize": ("heart-handshake", _("当面或者电话")),
    DISAGREE: ("x", _("写一句为什么")),
    MEET: ("calendar-event", _("选个时间，坐下来谈")),
}


class DoorForm(forms.Form):
    code = forms.CharField(label=_("验证码"), max_length=12, error_messages={"required": _("请输入 6 位验证码")})


class MerchantForm(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput)
    choice = forms.ChoiceField(
        label=_("您打算怎么办"), widget=forms.RadioSelect, error_messages={"required": _("选一个办法再发")}
    )
    amount = forms.DecimalField(
        label=_("多少钱"),
        max_digits=12,
        decimal_places=2,
        min_value=Decimal("0.01"),
        required=False,
        widget=forms.NumberInput(attrs={"inputmode": "decimal", "step": "0.01"}),
    )
    by_on = forms.DateField(
        label=_("哪天以前做到"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    meet_at = forms.DateTimeField(
        label=_("什么时候谈"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    what = forms.CharField(
        label=_("说一句"), max_length=200, required=False, widget=forms.Textarea(attrs={"rows": 2}), help_text=_("消费者会看到")
    )

    def __init__(self, *args: Any, offers: tuple[tuple[str, str], ...], **options: Any) -> None:
        super().__init__(*args, **options)
        more = ((DISAGREE, _("不同意")), (MEET, _("约个时间谈")))
        self.fields["choice"].choices = [*offers, *more]  # type: ignore[attr-defined]
        self.fields["key"].initial = uuid4()

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("choice") == MEET and not told.get("meet_at") and "meet_at" not in self.errors:
            self.add_error("meet_at", _("选一个日子和钟点"))
        return told


class SaidForm(forms.Form):
    """What the consumer says, whatever it is about."""

    key = forms.UUIDField()
    go = forms.ChoiceField(choices=[("agree", ""), ("offer", ""), ("kept", "")])
    answer = forms.ChoiceField(choices=[("yes", ""), ("no", ""), ("kept", ""), ("partly", ""), ("broken", "")])
    part = forms.UUIDField(required=False)
    words = forms.CharField(max_length=200, required=False)
