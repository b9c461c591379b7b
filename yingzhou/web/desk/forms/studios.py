"""What is filled in at a studio."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yingzhou.base.clock import SHANGHAI, today
from yingzhou.work.disputes.choices import BodyKind
from yingzhou.work.liaison.choices import Weekday

Choices = Iterable[tuple[str, str]]


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self, **options: Any) -> None:
        super().__init__(format="%Y-%m-%d", **options)


class TimeOfDay(forms.TimeInput):
    input_type = "time"

    def __init__(self, **options: Any) -> None:
        super().__init__(format="%H:%M", **options)


class TakeIn(forms.Form):
    """当场来的: what somebody tells at the desk."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("发生了什么"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("买了什么、哪里不对、店里怎么说。不要写身份证号。"),
    )
    shop = forms.CharField(
        label=_("哪一家"),
        max_length=120,
        help_text=_("写店名；名录里只有一家对得上，就自动连上"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    wish = forms.CharField(label=_("希望怎样"), max_length=120, required=False)
    amount = forms.DecimalField(label=_("争议多少元"), min_value=0, max_digits=12, decimal_places=2, required=False)
    name = forms.CharField(label=_("怎么称呼"), max_length=40, required=False)
    phone = forms.CharField(label=_("电话"), max_length=20, required=False, help_text=_("约下次要用；加密存，看一次留一次痕"))

    @classmethod
    def fresh(cls) -> TakeIn:
        """An empty one with an id of its own: pressed twice, it opens one case."""
        return cls(initial={"key": uuid.uuid4()})


class Book(forms.Form):
    """排场次."""

    number = forms.CharField(
        label=_("哪一件"),
        max_length=32,
        required=False,
        help_text=_("先行和解或投诉的编号，如 和〔2026〕12号；没有编号的安排写在下面"),
    )
    words = forms.CharField(label=_("别的安排"), max_length=80, required=False, help_text=_("例如：回访四户。不写姓名"))
    on = forms.DateField(label=_("哪天"), widget=DayInput)
    starts = forms.TimeField(label=_("几点开始"), widget=TimeOfDay)
    minutes = forms.IntegerField(label=_("多少分钟"), min_value=10, max_value=480, initial=60)
    room = forms.ChoiceField(label=_("哪一间"))
    mediator = forms.ChoiceField(label=_("哪位调解员"))

    def __init__(self, *args: Any, rooms: Choices, mediators: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["room"].choices = list(rooms)  # type: ignore[attr-defined]
        self.fields["mediator"].choices = list(mediators)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        asked = super().clean() or {}
        if not asked.get("number") and not asked.get("words"):
            self.add_error("number", _("写编号，或写这一场做什么"))
        if asked.get("on") and asked["on"] < today():
            self.add_error("on", _("这天已经过去了"))
        return asked

    def span(self) -> tuple[datetime, datetime]:
        """From when to when."""
        asked = self.cleaned_data
        starts = datetime.combine(asked["on"], asked["starts"], tzinfo=SHANGHAI)
        return starts, starts + timedelta(minutes=asked["minutes"])


class Cancel(forms.Form):
    """Why a session is taken out of the diary."""

    reason = forms.CharField(label=_("为什么取消"), max_length=120, help_text=_("双方会问"))


class NewStudio(forms.Form):
    """设一个工作室."""

    point = forms.ChoiceField(label=_("设在哪个联络点"))
    name = forms.CharField(label=_("名称"), max_length=80)
    body = forms.ChoiceField(label=_("谁来调解"), choices=BodyKind.choices, help_text=_("决定调成以后写哪一种纸"))
    room = forms.CharField(label=_("第一间屋子"), max_length=40)

    def __init__(self, *args: Any, points: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["point"].choices = list(points)  # type: ignore[attr-defined]


class NewRoom(forms.Form):
    name = forms.CharField(label=_("叫什么"), max_length=40)
    is_online = forms.BooleanField(label=_("是线上调解室"), required=False)


class Seat(forms.Form):
    """Who mediates here: one of ours, or somebody by name."""

    officer = forms.ChoiceField(label=_("本局同事"), required=False)
    name = forms.CharField(label=_("或外面请的人，写姓名"), max_length=64, required=False)
    qualification = forms.CharField(
        label=_("资格"), max_length=120, required=False, help_text=_("例如：人民调解员证、律师、行业协会推荐")
    )

    def __init__(self, *args: Any, officers: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["officer"].choices = [("", "—"), *officers]  # type: ignore[attr-defined]


class Hours(forms.Form):
    """The same hours on some days of the week; a break at noon makes two spans."""

    days = forms.TypedMultipleChoiceField(
        label=_("哪几天"), choices=Weekday.choices, coerce=int, widget=forms.CheckboxSelectMultiple, initial=[1, 2, 3, 4, 5]
    )
    opens = forms.TimeField(label=_("开"), widget=TimeOfDay, initial=time(9))
    closes = forms.TimeField(label=_("关"), widget=TimeOfDay, initial=time(11, 30))
    opens_again = forms.TimeField(label=_("下午开"), widget=TimeOfDay, required=False, initial=time(13, 30))
    closes_again = forms.TimeField(label=_("下午关"), widget=TimeOfDay, required=False, initial=time(17))

    def spans(self) -> list[tuple[time, time]]:
        """One span or two."""
        asked = self.cleaned_data
        second = (asked["opens_again"], asked["closes_again"])
        return [(asked["opens"], asked["closes"]), *([second] if all(second) else [])]


class Closure(forms.Form):
    """停办几天."""

    since = forms.DateField(label=_("从哪天"), widget=DayInput)
    until = forms.DateField(label=_("到哪天恢复"), widget=DayInput)
    reason = forms.CharField(label=_("为什么"), max_length=80, help_text=_("会贴在门上"))

    def clean(self) -> dict[str, Any]:
        asked = super().clean() or {}
        if asked.get("since") and asked.get("until") and asked["until"] <= asked["since"]:
            self.add_error("until", _("恢复的日子要晚于停办的日子"))
        return asked
