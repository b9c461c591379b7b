"""What the public fills in, one form a screen."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yingzhou.base.clock import today

LONGEST_TEXT = 2000
LONGEST_LABEL = 120
MOST_PHOTOS = 6

DISPUTE, SIGNAL, DEMAND, IDEA = "dispute", "signal", "demand", "idea"
#: value → (heading, small text, icon, area)
KINDS = {
    DISPUTE: (_("买东西、吃饭、住店不顺心"), _("先调一调；调不成再走 12315"), "shopping-bag", "sup"),
    SIGNAL: (_("看到不安全的地方"), _("用电、通道、食品、秤；可以不留姓名"), "alert-hexagon", "sup"),
    DEMAND: (_("我开店，遇到难处"), _("办证、政策、年报、被拖欠"), "building-store", "eco"),
    IDEA: (_("提个建议"), _("会写明改了什么，或为什么没改"), "message-dots", "net"),
}
REACHES = {
    "code": (_("不留姓名，凭编码查"), _("我们不知道您是谁"), "ticket"),
    "phone": (_("打电话或发短信给我"), _("号码加密存，看一次留一次痕，办结 1 年后删"), "message-2"),
    "mediation": (_("愿意坐下来调解"), _("要留姓名电话，双方都同意才调"), "scale"),
}


class KindForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("是哪一类的事"),
        choices=[(value, told[0]) for value, told in KINDS.items()],
        error_messages={"required": _("选一类，不确定就选最接近的")},
    )


class WhatForm(forms.Form):
    text = forms.CharField(
        label=_("照实说就行"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("什么时候、买了什么、怎么说的、您想怎么解决。不要写身份证号和银行卡号。"),
        error_messages={"required": _("写几句发生了什么")},
    )
    wish = forms.CharField(label=_("您想怎么解决"), max_length=120, required=False)


class PurchaseForm(WhatForm):
    """What happened, and what was bought: nothing of the purchase must be said."""

    goods = forms.CharField(label=_("买的什么"), max_length=120, required=False)
    amount = forms.DecimalField(
        label=_("花了多少元"),
        min_value=0,
        max_digits=12,
        decimal_places=2,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        error_messages={
            "invalid": _("只写数字，例如 128 或 128.50"),
            "min_value": _("金额不能小于 0"),
            "max_decimal_places": _("最多写到分，例如 128.50"),
            "max_digits": _("金额太大了，看看有没有多打几个零"),
            "max_whole_digits": _("金额太大了，看看有没有多打几个零"),
        },
    )
    bought_on = forms.DateField(
        label=_("哪天买的"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("日期写成 2026-03-15 这样")},
    )

    def clean_bought_on(self) -> date | None:
        day: date | None = self.cleaned_data["bought_on"]
        if day is not None and day > today():
            raise forms.ValidationError(_("买的日子不能在今天之后"))
        return day


class WhereForm(forms.Form):
    business = forms.UUIDField(required=False)
    community = forms.UUIDField(required=False)
    place = forms.CharField(label=_("大概在哪里"), max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if not any(told.get(name) for name in ("business", "community", "place")):
            raise forms.ValidationError(_("选一家店，或选村居，或写个大概位置：有一样就行"))
        return told


class ReachForm(forms.Form):
    reach = forms.ChoiceField(label=_("怎么告诉您结果"), choices=[(value, told[0]) for value, told in REACHES.items()])
    name = forms.CharField(label=_("姓名"), max_length=40, required=False)
    phone = forms.RegexField(
        label=_("手机或座机"),
        regex=r"^[+0-9 \-]{7,20}$",
        required=False,
        error_messages={"invalid": _("号码只写数字，7 到 20 位，例如 13800138000")},
    )

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        reach = told.get("reach")
        if reach in ("phone", "mediation") and not told.get("phone") and "phone" not in self.errors:
            self.add_error("phone", _("要我们联系您，请留一个号码；或者选“不留姓名，凭编码查”"))
        if reach == "mediation" and not told.get("name"):
            self.add_error("name", _("调解要知道怎么称呼您"))
        return told


class ConsentForm(ReachForm):
    """How to reach whoever filed a dispute, and the two consents, each given or not."""

    publication = forms.BooleanField(
        label=_("同意公示：办完可以公开这家店、什么事、怎么解决的"), required=False, help_text=_("不公开您的姓名和电话。")
    )
    delegation = forms.BooleanField(
        label=_("同意委托调解：可以请调解工作室、消费者协会来调"), required=False, help_text=_("不收钱；您可以随时不调。")
    )


class CodeForm(forms.Form):
    code = forms.CharField(label=_("编码"), max_length=40, error_messages={"required": _("请输入 12 位或 16 位编码")})


class ReceiptForm(forms.Form):
    file = forms.FileField(
        label=_("回执文件"),
        help_text=_("回执页上下载的那个 .json 文件。"),
        widget=forms.ClearableFileInput(attrs={"accept": "application/json,.json"}),
        error_messages={"required": _("选一个回执文件"), "empty": _("这个文件是空的")},
    )


class AnswerForm(forms.Form):
    solved = forms.ChoiceField(
        label=_("解决了没有"),
        choices=[("solved", _("解决了")), ("partly", _("解决了一部分")), ("unsolved", _("没有解决"))],
        error_messages={"required": _("选一项再告诉我们")},
    )
    left_open = forms.CharField(label=_("还差什么"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2}))


class WordForm(forms.Form):
    words = forms.CharField(label=_("补充一句"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2}))
