"""What is filled in about who looks after whom."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yingzhou.base.clock import today
from yingzhou.web.desk.forms.studios import DayInput
from yingzhou.work.liaison.choices import SilentClass

Choices = Iterable[tuple[str, str]]
BY_PROPOSAL = "proposal"
CLASSES = [("", _("哪一类都看")), *SilentClass.choices]


class ProposeForm(forms.Form):
    """For which station a proposal is wanted, and from which day."""

    station = forms.ChoiceField(label=_("给哪里派户"))
    since = forms.DateField(label=_("从哪天起"), widget=DayInput(), initial=today)

    def __init__(self, *args: Any, stations: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["station"].choices = list(stations)  # type: ignore[attr-defined]


class HandOverForm(forms.Form):
    """To whom everything goes, and from which day the businesses change hands."""

    successor = forms.ChoiceField(
        label=_("交给谁"), help_text=_("按建议分：每户给最近、还有余量的同事，事项跟着户走；选一个人：全部给他")
    )
    since = forms.DateField(label=_("联络关系从哪天起换"), widget=DayInput(), initial=today, help_text=_("在办的事当场就转"))
    words = forms.CharField(label=_("为什么交接"), max_length=200, required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, people: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["successor"].choices = [(BY_PROPOSAL, _("按建议分给同站的人")), *people]  # type: ignore[attr-defined]


class SilentFilter(forms.Form):
    """What the silent list is narrowed to; nonsense narrows nothing."""

    which = forms.ChoiceField(label=_("哪一类"), choices=CLASSES, required=False)
    station = forms.ChoiceField(label=_("哪个站"), required=False)
    after = forms.UUIDField(required=False)

    def __init__(self, *args: Any, stations: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["station"].choices = [("", _("都看")), *stations]  # type: ignore[attr-defined]

    def asked(self) -> dict[str, Any]:
        self.is_valid()
        found = self.cleaned_data
        return {"which": found.get("which") or "", "station": found.get("station") or "", "after": found.get("after")}


class PointLiaisonForm(forms.Form):
    """Who keeps in touch with a point, from which day."""

    officer = forms.ChoiceField(label=_("一对一联络员"))
    since = forms.DateField(label=_("从哪天起"), widget=DayInput(), initial=today)

    def __init__(self, *args: Any, people: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["officer"].choices = list(people)  # type: ignore[attr-defined]


class PromiseForm(forms.Form):
    """What was promised at a point."""

    text = forms.CharField(label=_("答应了什么"), max_length=200)
    to_whom = forms.CharField(label=_("答应谁"), max_length=60, help_text=_("写身份，例如“店主”“村里”，不写姓名电话"))
    due_on = forms.DateField(label=_("哪天前做到"), widget=DayInput())


class KeptForm(forms.Form):
    """What was done about a promise."""

    words = forms.CharField(label=_("怎么做到的"), max_length=200)
