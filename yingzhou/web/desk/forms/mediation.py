"""What officers fill in about a mediation.  Each form is one step."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yingzhou.base.clock import today
from yingzhou.web.desk.forms.cases import FilesField
from yingzhou.work.disputes.choices import (
    AppraisalKind,
    Bearer,
    DelegateKind,
    Means,
    PaperKind,
    Performance,
    Remedy,
    SessionResult,
    Side,
    Way,
)

SIGNED_BY = (Means.TYPED, Means.PAPER)
TOLD_BY = (Means.PHONE, Means.PAPER, Means.TYPED)
LINES = 3


def _words(label: Any, *, rows: int = 2, required: bool = True, **options: Any) -> forms.CharField:
    return forms.CharField(
        label=label, widget=forms.Textarea(attrs={"rows": rows}), required=required, max_length=2000, **options
    )


def _day(label: Any, **options: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **options)


def _sum(label: Any) -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        max_digits=12,
        decimal_places=2,
        min_value=Decimal("0.01"),
        required=False,
        widget=forms.NumberInput(attrs={"inputmode": "decimal", "step": "0.01"}),
    )


def _among(label: Any, choices: Any, initial: Any = None) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=[(one.value, one.label) for one in choices], initial=initial, widget=forms.RadioSelect
    )


class Nothing(forms.Form):
    """A step that needs nothing."""


class ConsentForm(forms.Form):
    side = forms.ChoiceField(choices=Side.choices, widget=forms.HiddenInput)
    agrees = forms.ChoiceField(label=_("怎么说"), choices=[("yes", _("同意调解")), ("no", _("不同意"))], widget=forms.HiddenInput)
    means = _among(_("怎么说的"), TOLD_BY, Means.PHONE)


class DelegateForm(forms.Form):
    kind = _among(_("委托给谁"), DelegateKind, DelegateKind.ASSOCIATION)
    name = forms.CharField(label=_("名称"), max_length=120)
    scope = forms.CharField(label=_("委托办到哪一步"), max_length=200, initial=_("组织调解、制作调解文书"))
    both_agree = forms.BooleanField(label=_("投诉人和店家都同意委托"), required=False)


class SessionForm(forms.Form):
    way = _among(_("怎么开"), Way, Way.ON_SITE)
    starts_at = forms.DateTimeField(
        label=_("什么时候"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    place = forms.CharField(label=_("在哪里"), max_length=200, required=False, help_text=_("现场必填；视频写怎么进"))
    mediator = forms.ChoiceField(label=_("调解员"))
    guests = forms.CharField(label=_("请谁来帮忙"), max_length=200, required=False)

    def __init__(self, *args: Any, mediators: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["mediator"].choices = [("", _("请选")), *mediators]  # type: ignore[attr-defined]


class RecordForm(forms.Form):
    result = _among(_("开得怎样"), [one for one in SessionResult if one != SessionResult.PLANNED], SessionResult.HELD)
    consumer_asks = forms.CharField(label=_("消费者要什么"), max_length=200, required=False)
    merchant_offers = forms.CharField(label=_("店家给什么"), max_length=200, required=False)
    minutes = _words(_("笔录"), rows=4, required=False, help_text=_("不出调解书时，这就是备查的记录"))
    absent_side = forms.ChoiceField(label=_("哪一方没有来"), choices=[("", "—"), *Side.choices], required=False)
    is_excused = forms.BooleanField(label=_("事先说过正当理由"), required=False)
    reason = forms.CharField(label=_("理由，或为什么改期"), max_length=200, required=False)
    papers = FilesField(label=_("照片、录音、签到"), required=False)


class RecusalForm(forms.Form):
    mediator = forms.ChoiceField(label=_("申请谁回避"))
    side = _among(_("哪一方申请"), Side)
    reason = _words(_("理由"))

    def __init__(self, *args: Any, mediators: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["mediator"].choices = mediators  # type: ignore[attr-defined]


class DecideForm(forms.Form):
    granted = forms.ChoiceField(choices=[("yes", ""), ("no", "")])
    answer = _words(_("决定的理由"), required=False)


class AppraisalForm(forms.Form):
    kind = _among(_("做什么"), AppraisalKind, AppraisalKind.TESTING)
    what = forms.CharField(label=_("检什么"), max_length=200)
    institution = forms.CharField(label=_("哪家机构"), max_length=120)
    is_named_by_us = forms.BooleanField(label=_("双方谈不拢机构，由本局指定"), required=False)
    bearer = _among(_("费用怎么出（双方说好的）"), Bearer, Bearer.SHARED)


class ResultForm(forms.Form):
    result = _words(_("结果"))


class TermForm(forms.Form):
    """One line of an agreement."""

    remedy = forms.ChoiceField(label=_("怎么办"), choices=[("", "—"), *Remedy.choices], required=False)
    amount = _sum(_("多少钱"))
    what = forms.CharField(label=_("具体怎么做"), max_length=200, required=False)
    by_on = _day(_("哪天以前"), required=False)
    parts = forms.IntegerField(label=_("分几期"), min_value=1, max_value=24, required=False, initial=1)


class SettleForm(forms.Form):
    kind = forms.ChoiceField(label=_("用哪种纸"), widget=forms.RadioSelect)
    is_on_the_spot = forms.BooleanField(label=_("现场谈成，当场已经做到（只留调解记录，不出调解书）"), required=False)
    waives_letter = forms.BooleanField(label=_("双方都说不用调解书"), required=False)

    def __init__(self, *args: Any, papers: tuple[PaperKind, ...], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["kind"].choices = [(one.value, one.label) for one in papers]  # type: ignore[attr-defined]
        self.fields["kind"].initial = papers[0] if papers else ""


class SignForm(forms.Form):
    consumer = forms.CharField(label=_("消费者签名"), max_length=60, required=False)
    merchant = forms.CharField(label=_("店家签名"), max_length=60, required=False)
    mediator = forms.CharField(label=_("调解员签名"), max_length=60, required=False)
    means = _among(_("怎么签的"), SIGNED_BY, Means.TYPED)
    papers = FilesField(label=_("签好的纸，拍一张"), required=False)


class PerformForm(forms.Form):
    kept = _among(_("做到没有"), [one for one in Performance if one != Performance.DUE], Performance.KEPT)
    done_amount = _sum(_("做到一部分的，多少钱"))
    means = _among(_("怎么知道的"), (Means.PHONE, Means.PAPER), Means.PHONE)
    words = forms.CharField(label=_("补一句"), max_length=200, required=False)
    papers = FilesField(label=_("凭据"), required=False)


class InviteForm(forms.Form):
    shows_name = forms.BooleanField(label=_("消费者同意把姓名告诉店家"), required=False)


class OfferForm(forms.Form):
    accepted = forms.ChoiceField(choices=[("yes", ""), ("no", "")])
    words = forms.CharField(label=_("他怎么说"), max_length=200, required=False)


class EndForm(forms.Form):
    reason = _words(_("为什么没有调成"))


class ConfirmationForm(forms.Form):
    court = forms.CharField(label=_("向哪个法院"), max_length=120)
    both_want = forms.BooleanField(label=_("双方都愿意共同申请"), required=False)


class FiledForm(forms.Form):
    on = _day(_("哪天递交的"))


def first_line(accepted: Any, amount: Any) -> dict[str, Any]:
    """A line to begin with: the offer that was accepted, or the sum in dispute within a week."""
    if accepted is not None:
        return {
            "remedy": accepted.remedy,
            "amount": accepted.amount,
            "what": accepted.what,
            "by_on": accepted.by_on or today() + timedelta(days=7),
            "parts": 1,
        }
    return {"remedy": Remedy.REFUND, "amount": amount, "by_on": today() + timedelta(days=7), "parts": 1}
