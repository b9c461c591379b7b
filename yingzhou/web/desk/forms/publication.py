"""What the pages of public statistics ask."""

from __future__ import annotations

from datetime import date, datetime

from django import forms


class MonthForm(forms.Form):
    """A month, written 2026-10."""

    month = forms.RegexField(r"^20\d\d-(0[1-9]|1[0-2])$", max_length=7)

    def clean_month(self) -> date:
        return datetime.strptime(self.cleaned_data["month"] + "-01", "%Y-%m-%d").date()  # noqa: DTZ007  a day, no moment
