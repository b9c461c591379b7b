"""What is asked of the list of priorities, and the form of a food-risk scoring."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from yingzhou.web.desk.forms.studios import DayInput
from yingzhou.work.visits.queries.priority_pages import Asked
from yingzhou.work.visits.rules.food_risk import Table


class PriorityFilter(forms.Form):
    """What the list is narrowed to; nonsense narrows nothing."""

    station = forms.UUIDField(label=_("哪个站"), required=False)
    community = forms.CharField(label=_("哪个村居"), max_length=80, required=False)
    trade = forms.RegexField(r"^\d{0,4}$", label=_("哪一行"), required=False)
    band = forms.CharField(label=_("哪一档"), max_length=12, required=False)
    unknown = forms.BooleanField(label=_("有不知道的"), required=False)
    after = forms.UUIDField(required=False)

    def asked(self) -> Asked:
        self.is_valid()
        return Asked(**{name: value for name, value in self.cleaned_data.items() if value})


class FoodRiskForm(forms.Form):
    """One page: an integer an item (empty: not known), reasons that moved the class, the day."""

    moves = forms.MultipleChoiceField(label=_("上次以来发生过的"), required=False, widget=forms.CheckboxSelectMultiple)
    assessed_on = forms.DateField(label=_("哪天评的"), widget=DayInput)
    note = forms.CharField(label=_("说明"), max_length=200, required=False)

    def __init__(self, *args: Any, table: Table, **options: Any) -> None:
        super().__init__(*args, **options)
        self.table = table
        for item in table.items:
            self.fields[f"item_{item.id}"] = forms.IntegerField(
                label=item.words,
                min_value=0,
                max_value=item.most,
                required=False,
                help_text=_("0 到 %(most)s 分") % {"most": item.most},
            )
        self.fields["moves"].choices = [  # type: ignore[attr-defined]
            (one.id, f"{one.words}（{one.steps:+d}）") for one in table.reasons
        ]

    def items_of(self, part: str) -> Iterator[BoundField]:
        """The fields of one part of the table."""
        for item in self.table.items:
            if item.part == part:
                yield self[f"item_{item.id}"]

    def scores(self) -> dict[str, int | None]:
        """What was filled in, by item."""
        return {item.id: self.cleaned_data[f"item_{item.id}"] for item in self.table.items}
