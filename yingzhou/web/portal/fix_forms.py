"""What an owner fills in who has put something right."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from yingzhou.work.hazards.public import PHOTOS_MOST


class DoorForm(forms.Form):
    code = forms.CharField(label=_("验证码"), max_length=12, error_messages={"required": _("请输入 6 位验证码")})


class ManyPhotos(forms.ClearableFileInput):
    """A file control that takes several photos."""

    allow_multiple_selected = True


class PhotosField(forms.FileField):
    """At least one photo, at most four."""

    widget = ManyPhotos

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        photos = data if isinstance(data, list | tuple) else [data] if data else []
        if not photos:
            raise forms.ValidationError(_("拍一张改好以后的照片再交"))
        if len(photos) > PHOTOS_MOST:
            raise forms.ValidationError(_("一次最多 %(most)s 张，挑最清楚的"), params={"most": PHOTOS_MOST})
        return [super(PhotosField, self).clean(one, initial) for one in photos]


class FixForm(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput)
    photos = PhotosField(label=_("改好以后的照片"))
    words = forms.CharField(label=_("怎么改的，说一句"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["key"].initial = uuid4()
