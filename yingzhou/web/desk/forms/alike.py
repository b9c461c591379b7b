"""What the pages of alike complaints ask."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class LinkForm(forms.Form):
    """Which earlier complaint this one repeats, and why."""

    earlier = forms.UUIDField()
    reason = forms.CharField(label=_("凭什么认作重复"), max_length=500, required=False)


class UnlinkForm(forms.Form):
    """Which link is taken back, and why."""

    link = forms.UUIDField()
    reason = forms.CharField(label=_("为什么撤回"), max_length=500, required=False)


class NoteForm(forms.Form):
    """What the reviewer saw."""

    words = forms.CharField(
        label=_("核看意见"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("看了什么、怎么看的。受理还是不受理，另在投诉页决定，并写明理由。"),
    )
