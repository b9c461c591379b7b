"""What is filled in about a report.  Each form is one step."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yingzhou.base.clock import today
from yingzhou.web.desk.forms.cases import FilesField
from yingzhou.work.cases.choices import Pause
from yingzhou.work.disputes.choices import ExtensionReason, Matter, ReceiptChannel, RevealPurpose, TipoffState

PAUSES = (Pause.TESTING, Pause.INSPECTION, Pause.QUARANTINE, Pause.APPRAISAL, Pause.RECOGNITION)
DECISIONS = (TipoffState.FILED, TipoffState.NOT_FILED, TipoffState.NOT_OURS)
OFF = {"autocomplete": "off"}


def _words(label: Any, *, rows: int = 3, required: bool = True, **options: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows, **OFF})
    return forms.CharField(label=label, widget=widget, required=required, max_length=4000, **options)


def _day(label: Any, **options: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), **options)


def _line(label: Any, most: int, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, required=False, widget=forms.TextInput(attrs=OFF), **options)


class NewTipoff(forms.Form):
    """举报登记表: by telephone, at the window, from the platform or by letter."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    channel = forms.ChoiceField(label=_("从哪里来"), choices=ReceiptChannel.choices)
    received_on = _day(_("哪天收到"), help_text=_("核查期限从这一天算起，当天不计。"))
    platform_number = _line(_("全国12315平台编号"), 40)
    matter = forms.ChoiceField(label=_("举报事项"), choices=Matter.choices, initial=Matter.OTHER)
    facts = _words(_("举报的事"), rows=6, help_text=_("具体线索和依据。加密存，不进检索。"))
    shop_words = _line(_("被举报的是哪一家"), 60, help_text=_("店名或地址里的几个字"))
    business = forms.UUIDField(required=False, widget=forms.HiddenInput)
    target_name = _line(_("名称（找不到主体时写）"), 120)
    target_address = _line(_("地址"), 200)
    name = _line(_("举报人姓名"), 40)
    phone = _line(_("举报人电话"), 30)
    address = _line(_("举报人地址"), 200)
    id_number = _line(_("证件号码"), 30)
    papers = FilesField(label=_("材料"), required=False, help_text=_("照片只留画面；文件名不存。"))

    def clean_received_on(self) -> Any:
        day = self.cleaned_data["received_on"]
        if day > today():
            raise forms.ValidationError(_("收到的日子不能在今天以后"))
        return day


class AssignTipoff(forms.Form):
    handler = forms.ChoiceField(label=_("谁来核查"), help_text=_("只列可以承办的人。"))

    def __init__(self, *args: Any, candidates: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["handler"].choices = [("", _("请选")), *candidates]  # type: ignore[attr-defined]


class Findings(forms.Form):
    words = _words(_("查了什么、查到什么"), required=False)
    papers = FilesField(label=_("材料"), required=False)


class PauseCheck(forms.Form):
    why = forms.ChoiceField(label=_("为什么中止"), choices=[(one.value, one.label) for one in PAUSES])
    since = _day(_("从哪天起不计"))


class ResumeCheck(forms.Form):
    until = _day(_("从哪天起续算"))


class AskMoreTime(forms.Form):
    why = forms.ChoiceField(label=_("为什么延长"), choices=ExtensionReason.choices)


class Decide(forms.Form):
    decision = forms.ChoiceField(label=_("决定"), choices=[(one.value, one.label) for one in DECISIONS], widget=forms.RadioSelect)
    reason = _words(_("查到什么、凭什么这样决定"))


class Repeat(forms.Form):
    into = forms.UUIDField(widget=forms.HiddenInput)
    has_new_facts = forms.ChoiceField(
        label=_("有没有新的事实"),
        choices=[("no", _("没有：不再另行处理")), ("yes", _("有：并入前一件，期限重新计算"))],
        widget=forms.RadioSelect,
    )


class Reply(forms.Form):
    on = _day(_("哪天告知的"))


class Reveal(forms.Form):
    purpose = forms.ChoiceField(label=_("用途"), choices=RevealPurpose.choices, widget=forms.RadioSelect)


class WriteRelease(forms.Form):
    words = _words(_("要给被举报人看的话"), rows=4, help_text=_("写要他做什么，不写从哪里知道的。"))


class LetOut(forms.Form):
    looked_at_each = forms.BooleanField(label=_("已逐条看过，确实必须保留"), required=False)


class DecideMoreTime(forms.Form):
    granted = forms.ChoiceField(choices=[("yes", ""), ("no", "")])


class Nothing(forms.Form):
    """A step that needs nothing."""
