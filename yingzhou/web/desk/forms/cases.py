"""What officers fill in about a matter.  Each form is one step of the loop."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yingzhou.work.cases.choices import Kind, Outcome, Purpose

FILES = 6


class ManyFiles(forms.ClearableFileInput):
    """A file control that takes several."""

    allow_multiple_selected = True
    template_name = "django/forms/widgets/input.html"

    def format_value(self, value: Any) -> None:
        return None


class FilesField(forms.FileField):
    """Several files, all of them optional together."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=ManyFiles(attrs={"accept": "image/*,.pdf,.docx,.xlsx,.csv,.txt"}), **options)

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        files = data if isinstance(data, list | tuple) else [data] if data else []
        if len(files) > FILES:
            raise forms.ValidationError(_("一次最多 %(most)s 个，请分两次交"), params={"most": FILES})
        return [super(FilesField, self).clean(one, initial) for one in files]


def _words(label: Any, *, rows: int = 3, required: bool = True, **options: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, widget=widget, required=required, max_length=2000, **options)


class CaseFilter(forms.Form):
    """What the list is narrowed to."""

    state = forms.ChoiceField(choices=[("open", ""), ("closed", ""), ("all", "")], required=False)
    kind = forms.ChoiceField(label=_("哪一类"), choices=[("", _("各类")), *Kind.choices], required=False)
    mine = forms.BooleanField(label=_("只看我承办的"), required=False)
    words = forms.CharField(label=_("标题、编号或店名"), max_length=60, required=False)
    after = forms.UUIDField(required=False)

    def asked(self) -> dict[str, Any]:
        """Whatever of it is valid; nonsense narrows nothing."""
        self.is_valid()
        found = self.cleaned_data
        return {
            "state": found.get("state") or "open",
            "kind": found.get("kind") or "",
            "mine": bool(found.get("mine")),
            "words": found.get("words") or "",
            "after": found.get("after"),
        }


class NewCase(forms.Form):
    """记一笔: what somebody told an officer."""

    kind = forms.ChoiceField(
        label=_("哪一类"),
        choices=[(kind.value, kind.label) for kind in (Kind.DEMAND, Kind.HAZARD, Kind.SIGNAL)],
        initial=Kind.DEMAND,
        widget=forms.RadioSelect,
    )
    text = _words(_("发生了什么"), rows=5, help_text=_("什么时候、在哪里、怎么说的。不要写身份证号。"))
    wish = forms.CharField(label=_("提出人想怎么解决"), max_length=120, required=False)
    shop_words = forms.CharField(label=_("哪一家"), max_length=60, required=False, help_text=_("店名或地址里的几个字"))
    business = forms.UUIDField(required=False, widget=forms.HiddenInput)
    community = forms.ChoiceField(label=_("村居"), required=False)
    place = forms.CharField(label=_("大概位置"), max_length=200, required=False)
    began_on = forms.DateField(label=_("从哪天开始的"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    name = forms.CharField(label=_("提出人姓名"), max_length=40, required=False, help_text=_("加密存，看一次留一次痕"))
    phone = forms.CharField(label=_("提出人电话"), max_length=20, required=False)

    def __init__(self, *args: Any, villages: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["community"].choices = [("", _("请选")), *villages]  # type: ignore[attr-defined]


class Dispatch(forms.Form):
    station = forms.UUIDField(widget=forms.HiddenInput)
    handler = forms.UUIDField(required=False, widget=forms.HiddenInput)


class DispatchElsewhere(forms.Form):
    """Another station than the proposed one; its head names the handler."""

    station = forms.ChoiceField(label=_("换一个站"))

    def __init__(self, *args: Any, stations: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["station"].choices = [("", _("请选")), *stations]  # type: ignore[attr-defined]


class Assign(forms.Form):
    handler = forms.ChoiceField(label=_("谁来办"))

    def __init__(self, *args: Any, candidates: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["handler"].choices = candidates  # type: ignore[attr-defined]


class Reason(forms.Form):
    """A step that needs nothing but a reason."""

    reason = _words(_("原因"), rows=2)


class Nothing(forms.Form):
    """A step that needs nothing."""


class Note(forms.Form):
    words = _words(_("记一笔"), rows=2)


class Attach(forms.Form):
    papers = FilesField(label=_("照片或文书"))


class HandIn(forms.Form):
    result = _words(_("办了什么"), help_text=_("提出人凭编码能看到这几句，请写给他看。"))
    papers = FilesField(label=_("凭据"), required=False, help_text=_("照片、文书。没有凭据，办结时要写明理由。"))


class Close(forms.Form):
    outcome = forms.ChoiceField(
        label=_("结果"),
        choices=[(one.value, one.label) for one in (Outcome.DONE, Outcome.EXPLAINED, Outcome.REFERRED)],
        initial=Outcome.DONE,
        widget=forms.RadioSelect,
    )
    override = _words(_("没有凭据，为什么也能办结"), rows=2, required=False)


class AskExtension(forms.Form):
    to_day = forms.DateField(label=_("延到哪天"), widget=forms.DateInput(attrs={"type": "date"}))
    reason = _words(_("原因"), rows=2)


class DecideExtension(forms.Form):
    granted = forms.ChoiceField(choices=[("yes", ""), ("no", "")])
    answer = _words(_("批复意见"), rows=2, required=False)


class Reveal(forms.Form):
    purpose = forms.ChoiceField(label=_("用途"), choices=Purpose.choices, widget=forms.RadioSelect)
    words = forms.CharField(label=_("补充一句（选“其他”时必填）"), max_length=120, required=False)
