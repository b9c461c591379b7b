"""What is filled in about a week's plan."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from yingzhou.web.desk.forms.studios import DayInput
from yingzhou.work.visits.choices import ChangeKind

Choices = Iterable[tuple[str, str]]


class WeekForm(forms.Form):
    """Which week of which station is to be planned."""

    station = forms.UUIDField()
    monday = forms.DateField(label=_("周一"))


class MoveForm(forms.Form):
    """Where a visit goes: to whom, on which day, and, if wanted, as the how-manieth."""

    officer = forms.ChoiceField(label=_("给谁"))
    day = forms.ChoiceField(label=_("哪一天"))
    position = forms.TypedChoiceField(
        label=_("第几户"), required=False, coerce=int, empty_value=None, help_text=_("空着就按最顺路的排")
    )

    def __init__(self, *args: Any, officers: Choices, days: Choices, most: int, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["officer"].choices = list(officers)  # type: ignore[attr-defined]
        self.fields["day"].choices = list(days)  # type: ignore[attr-defined]
        places = [(str(n), _("第 %(n)s 户") % {"n": n + 1}) for n in range(most + 1)]
        self.fields["position"].choices = [("", _("最顺路的")), *places]  # type: ignore[attr-defined]


class ChangeForm(forms.Form):
    """What came between, on which day, and about whom."""

    kind = forms.ChoiceField(
        label=_("出了什么事"),
        choices=[(kind.value, kind.label) for kind in (ChangeKind.AWAY, ChangeKind.SHUT, ChangeKind.URGENT)],
        widget=forms.RadioSelect,
    )
    day = forms.ChoiceField(label=_("哪一天"))
    officer = forms.ChoiceField(label=_("谁来不了"), required=False)
    business = forms.CharField(label=_("哪一户"), required=False, max_length=120, help_text=_("写店名，这个站的"))
    text = forms.CharField(label=_("去办什么"), required=False, max_length=120, help_text=_("急事才要写，别写人名"))

    def __init__(self, *args: Any, officers: Choices, days: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["officer"].choices = [("", "—"), *officers]  # type: ignore[attr-defined]
        self.fields["day"].choices = list(days)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Who is away needs a person, everything else a shop, something urgent a word."""
        told = super().clean() or {}
        kind = told.get("kind")
        if kind == ChangeKind.AWAY and not told.get("officer"):
            self.add_error("officer", _("选谁来不了"))
        if kind in (ChangeKind.SHUT, ChangeKind.URGENT) and not told.get("business"):
            self.add_error("business", _("写是哪一户"))
        if kind == ChangeKind.URGENT and not told.get("text"):
            self.add_error("text", _("写一句去办什么"))
        return told


class RoundForm(forms.Form):
    """A round: what it is called, which trades, which villages, from when to when, and who goes."""

    name = forms.CharField(label=_("叫什么"), max_length=40, help_text=_("如：元旦前餐饮"))
    trades = forms.CharField(
        label=_("哪些行业"), max_length=200, help_text=_("国民经济行业分类代码，几个用顿号或空格隔开；62 是餐饮，61 是住宿")
    )
    communities = forms.MultipleChoiceField(
        label=_("哪些村居"), required=False, widget=forms.CheckboxSelectMultiple, help_text=_("都不选就是全站")
    )
    since = forms.DateField(label=_("从哪天"), widget=DayInput())
    until = forms.DateField(label=_("到哪天"), widget=DayInput(), help_text=_("这一天也算"))
    officers = forms.MultipleChoiceField(
        label=_("谁去"), required=False, widget=forms.CheckboxSelectMultiple, help_text=_("都不选就是各户的联络员先去")
    )

    def __init__(self, *args: Any, officers: Choices, communities: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["officers"].choices = list(officers)  # type: ignore[attr-defined]
        self.fields["communities"].choices = list(communities)  # type: ignore[attr-defined]

    def clean_trades(self) -> list[str]:
        """Codes as a list; whether they exist is the room's to say."""
        return [
            part for part in self.cleaned_data["trades"].replace("、", " ").replace(",", " ").replace("，", " ").split() if part
        ]


def ids(values: Iterable[str]) -> list[UUID]:
    """Choices of a form as public ids."""
    return [UUID(value) for value in values]
