"""What the pages of paper templates ask."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from yingzhou.web.desk.views.accounts.forms import day_input


class TemplateForm(forms.Form):
    """A new edition: a Word file, or none to go back to the shipped wording."""

    file = forms.FileField(
        label=_("Word模板"),
        required=False,
        help_text=_("docx，最大5 MB；不选文件就是恢复出厂的写法"),
        widget=forms.ClearableFileInput(attrs={"accept": ".docx"}),
    )
    since = forms.DateField(label=_("从哪天起用"), widget=day_input(), help_text=_("今天或以后；在这之前要有另一个人批准"))
    note = forms.CharField(label=_("改了什么"), max_length=200, help_text=_("批准的人先看这一句"))
