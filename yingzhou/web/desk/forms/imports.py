"""What the pages of an import ask."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yingzhou.base.staging.choices import Choice
from yingzhou.base.staging.columns import Column


class UploadForm(forms.Form):
    """The file."""

    file = forms.FileField(
        label=_("表格文件"),
        help_text=_("xlsx 或 csv，最多 30 万行；第一行是列名"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
    )


class ColumnsForm(forms.Form):
    """For every column of ours, the column of the file (or none)."""

    def __init__(self, data: Any, *, columns: Sequence[Column], headers: Sequence[str], mapping: dict[str, int]) -> None:
        super().__init__(data)
        shown = [("", _("不导入")), *((str(at), header or str(at + 1)) for at, header in enumerate(headers))]
        for column in columns:
            self.fields[column.name] = forms.ChoiceField(
                label=column.label,
                required=column.required,
                choices=shown,
                initial=str(mapping[column.name]) if column.name in mapping else "",
            )

    def mapping(self) -> dict[str, int]:
        """Column → position, for those that were chosen."""
        return {name: int(value) for name, value in self.cleaned_data.items() if value != ""}


class DecideForm(forms.Form):
    """What to do with one row; no choice takes the decision back."""

    row = forms.IntegerField(min_value=2)
    choice = forms.ChoiceField(choices=[("", ""), *Choice.choices], required=False)
    back = forms.CharField(required=False, max_length=20)


class PlaceForm(forms.Form):
    """Where in a list one is, and what of it is shown."""

    after = forms.IntegerField(required=False, min_value=0)
    column = forms.SlugField(required=False, max_length=40)
    before = forms.IntegerField(required=False, min_value=1)
