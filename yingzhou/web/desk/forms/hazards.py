"""What is filled in about a hazard.  Each form is one step."""

from __future__ import annotations

from datetime import timedelta
from itertools import groupby
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yingzhou.base.clock import today
from yingzhou.web.desk.forms.cases import FilesField
from yingzhou.work.hazards.choices import Grade, OrderService, Receiver, State
from yingzhou.work.hazards.queries import HazardsAsked
from yingzhou.work.hazards.rules import Item

PHOTOS = "image/jpeg,image/png,image/webp"


def _day(label: Any, *, required: bool = True, **options: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, widget=widget, **options)


def _words(label: Any, *, rows: int = 2, required: bool = True, most: int = 1000, **options: Any) -> forms.CharField:
    return forms.CharField(
        label=label, widget=forms.Textarea(attrs={"rows": rows}), required=required, max_length=most, **options
    )


def _photos(label: Any) -> FilesField:
    field = FilesField(label=label, required=False)
    field.widget.attrs["accept"] = PHOTOS
    return field


class HazardFilter(forms.Form):
    """What the list is narrowed to; nonsense narrows nothing."""

    state = forms.ChoiceField(
        label=_("到哪一步"),
        choices=[("open", _("还没销号的")), *State.choices, ("all", _("全部"))],
        required=False,
    )
    grade = forms.ChoiceField(label=_("等级"), choices=[("", _("各级")), *Grade.choices], required=False)
    village = forms.UUIDField(label=_("村居"), required=False)
    overdue = forms.BooleanField(label=_("只看逾期的"), required=False)
    mine = forms.BooleanField(label=_("只看我经手的"), required=False)
    rechecks = forms.BooleanField(label=_("只看该复查的"), required=False)
    words = forms.CharField(label=_("什么隐患、编号或店名"), max_length=60, required=False)
    removed_from = forms.DateField(required=False)
    removed_to = forms.DateField(required=False)
    after = forms.UUIDField(required=False)

    def asked(self) -> HazardsAsked:
        self.is_valid()
        found = self.cleaned_data
        return HazardsAsked(
            state=found.get("state") or "open",
            grade=found.get("grade") or "",
            village=found.get("village"),
            overdue=bool(found.get("overdue")),
            mine=bool(found.get("mine")),
            rechecks=bool(found.get("rechecks")),
            words=found.get("words") or "",
            removed_from=found.get("removed_from"),
            removed_to=found.get("removed_to"),
        )


class RaiseForm(forms.Form):
    """A hazard somebody saw: at which shop, which item, since when; the rest is filled in by the catalogue."""

    shop_words = forms.CharField(label=_("哪一家"), max_length=60, required=False, help_text=_("店名或地址里的几个字"))
    business = forms.UUIDField(required=False, widget=forms.HiddenInput)
    case = forms.UUIDField(required=False, widget=forms.HiddenInput)
    item_words = forms.CharField(label=_("找事项"), max_length=30, required=False, help_text=_("例如：健康证、冰箱、电梯"))
    item = forms.ChoiceField(label=_("哪一项"), error_messages={"required": _("从目录里选一项")})
    grade = forms.ChoiceField(
        label=_("等级"),
        choices=[("", _("照目录")), *Grade.choices],
        required=False,
        help_text=_("低于目录的，要写明为什么"),
    )
    grade_reason = forms.CharField(label=_("为什么不照目录"), max_length=200, required=False)
    text = _words(_("看到了什么"), required=False, help_text=_("在哪里、什么样。店家会看到，不写别人的名字"))
    found_on = _day(_("哪天看到的"), initial=today)
    first_signal_on = _day(_("最早哪天有人反映"), required=False, help_text=_("没有人先说过就空着"))
    by_on = _day(_("请店家哪天以前改好"), required=False, help_text=_("空着就按等级的天数"))
    photos = _photos(_("照片"))

    def __init__(self, *args: Any, items: tuple[Item, ...], **options: Any) -> None:
        super().__init__(*args, **options)
        words = str(self["item_words"].value() or "").strip()
        shown = [one for one in items if words in one.words or words in one.group or words.lower() in one.words_en.lower()]
        grouped = groupby(shown or items, key=lambda one: str(one.group_label))
        choices = [(group, [(one.id, f"{one.label} · {one.grade.label}") for one in rows]) for group, rows in grouped]
        self.fields["item"].choices = choices  # type: ignore[attr-defined]


class Nothing(forms.Form):
    """A button alone."""


class Advise(forms.Form):
    words = _words(_("请店家怎么改"), required=False, help_text=_("空着就用目录里的话"))
    by_on = _day(_("哪天以前改好"), required=False, help_text=_("空着就按等级的天数"))


class Prove(forms.Form):
    photos = _photos(_("整改后的照片"))
    words = _words(_("店家怎么说"), required=False, most=300)


class GiveBack(forms.Form):
    words = _words(_("还差什么"), most=200, help_text=_("店家会看到"))
    by_on = _day(_("哪天以前改好"), required=False, help_text=_("空着就按等级的天数"))


class Recheck(forms.Form):
    photos = _photos(_("复查照片"))
    words = _words(_("说一句"), required=False, help_text=_("不合格的要写明还差什么"))
    passed = forms.ChoiceField(choices=[("yes", ""), ("no", "")], widget=forms.HiddenInput, required=False)
    on = _day(_("哪天去看的"), required=False, initial=today)


class Finish(forms.Form):
    photos = _photos(_("补一张整改后的照片"))


class Words(forms.Form):
    words = _words(_("写一句"), required=False)


class Reason(forms.Form):
    words = _words(_("为什么"), required=False, most=200)


class Take(forms.Form):
    handler = forms.ChoiceField(label=_("交给谁"))

    def __init__(self, *args: Any, candidates: list[tuple[str, str]] | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["handler"].choices = candidates or []  # type: ignore[attr-defined]


class AskOrder(forms.Form):
    words = _words(_("责令做到什么"), required=False, help_text=_("空着就用整改建议里的话"))
    article = forms.CharField(
        label=_("涉嫌违反哪一条"), max_length=200, required=False, help_text=_("法规全称和条号，以发现当天有效的为准")
    )
    by_on = _day(_("限期到哪天"), help_text=_("天数由您定，另一人审核"))

    def __init__(self, *args: Any, **options: Any) -> None:
        options.setdefault("initial", {"by_on": today() + timedelta(days=7)})
        super().__init__(*args, **options)


class Decide(forms.Form):
    agrees = forms.ChoiceField(choices=[("yes", ""), ("no", "")], widget=forms.HiddenInput, required=False)
    words = _words(_("意见"), required=False, most=200, help_text=_("不同意的要写明原因"))


class Serve(forms.Form):
    service = forms.ChoiceField(label=_("怎么送达的"), choices=OrderService.choices)
    on = _day(_("哪天送达"), initial=today)
    to = forms.CharField(label=_("谁收的"), max_length=40, required=False)
    proof = forms.FileField(label=_("送达凭据"), help_text=_("签收的回执、照片或截图"))


class AskHandover(forms.Form):
    receiver = forms.ChoiceField(label=_("移送给谁"), choices=Receiver.choices)
    receiver_name = forms.CharField(label=_("具体单位"), max_length=60, required=False)
    words = _words(_("为什么移送"), required=False, help_text=_("严重在哪里，或者为什么改不下去"))


class AnswerClue(forms.Form):
    taken = forms.ChoiceField(choices=[("yes", ""), ("no", "")], widget=forms.HiddenInput, required=False)
    words = _words(_("对方怎么回复"), required=False, most=200)
    by_on = _day(_("退回的，请店家哪天以前改好"), required=False, help_text=_("空着就按等级的天数"))
