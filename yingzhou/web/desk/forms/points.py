"""What is filled in about a contact point and its stars."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yingzhou.web.desk.forms.studios import DayInput
from yingzhou.work.disputes.queries.grading import ItemView
from yingzhou.work.liaison.choices import PointKind, PointLevel

RUBRIC_BYTES = 256 * 1024
Choices = Iterable[tuple[str, str]]
STARS = [("", _("几星都看")), *((str(n), _("%(n)s 星") % {"n": n}) for n in range(5, 0, -1)), ("0", _("还没有星"))]


class PointFilter(forms.Form):
    """What the list is narrowed to; nonsense narrows nothing."""

    words = forms.CharField(label=_("名称、地址或村居"), max_length=60, required=False)
    kind = forms.ChoiceField(label=_("哪一种"), choices=[("", _("两种都看")), *PointKind.choices], required=False)
    stars = forms.ChoiceField(label=_("几星"), choices=STARS, required=False)
    ending = forms.BooleanField(label=_("快到期的"), required=False)
    after = forms.UUIDField(required=False)

    def asked(self) -> dict[str, Any]:
        self.is_valid()
        found = self.cleaned_data
        stars = found.get("stars") or ""
        return {
            "words": found.get("words") or "",
            "kind": found.get("kind") or "",
            "stars": int(stars) if stars else None,
            "ending": bool(found.get("ending")),
            "after": found.get("after"),
        }


class PointForm(forms.Form):
    """What stands on the door of a point."""

    kind = forms.ChoiceField(label=_("哪一种"), choices=PointKind.choices, initial=PointKind.CONSUMER_RIGHTS)
    level = forms.ChoiceField(label=_("哪一级设的"), choices=PointLevel.choices, initial=PointLevel.COMMUNITY)
    name = forms.CharField(label=_("名称"), max_length=80)
    station = forms.ChoiceField(label=_("哪个站管"))
    community = forms.ChoiceField(label=_("在哪个村居"), help_text=_("设在村居的，就是它；设在店里的，写下店名"))
    host = forms.CharField(
        label=_("设在哪家店"), max_length=120, required=False, help_text=_("写店名，名录里要对得上一家；设在村居就空着")
    )
    address = forms.CharField(label=_("地址"), max_length=200)
    phone = forms.CharField(label=_("电话"), max_length=20, required=False, help_text=_("这个点的电话，会公开；不写个人手机"))
    latitude = forms.DecimalField(label=_("纬度"), max_digits=8, decimal_places=5, min_value=-90, max_value=90, required=False)
    longitude = forms.DecimalField(label=_("经度"), max_digits=8, decimal_places=5, min_value=-180, max_value=180, required=False)

    def __init__(self, *args: Any, stations: Choices, communities: Choices, is_new: bool = True, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["station"].choices = list(stations)  # type: ignore[attr-defined]
        self.fields["community"].choices = list(communities)  # type: ignore[attr-defined]
        if not is_new:
            del self.fields["kind"]
            del self.fields["station"]

    def clean(self) -> dict[str, Any]:
        asked = super().clean() or {}
        if (asked.get("latitude") is None) != (asked.get("longitude") is None):
            self.add_error("latitude", _("经纬度要么都写，要么都不写"))
        return asked


class CheckForm(forms.Form):
    """One look at a point: each item a yes, or a number, with a photo where there is one."""

    def __init__(self, *args: Any, items: Iterable[ItemView], **options: Any) -> None:
        super().__init__(*args, **options)
        self.items = list(items)
        for item in self.items:
            if item.unit:
                self.fields[item.id] = forms.IntegerField(
                    label=f"{item.words}（{item.unit}）", help_text=item.counts, min_value=0, max_value=100_000, required=False
                )
            else:
                self.fields[item.id] = forms.BooleanField(label=item.words, help_text=item.counts, required=False)
            self.fields[f"photo_{item.id}"] = forms.FileField(label=_("照片"), required=False)
        self.fields["words"] = forms.CharField(
            label=_("另外说一句"), max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 2})
        )

    def pairs(self) -> list[tuple[Any, Any]]:
        """Each item with its photo."""
        return [(self[item.id], self[f"photo_{item.id}"]) for item in self.items]

    def values(self) -> dict[str, int]:
        """What was seen, by item; a number left empty says nothing."""
        asked = self.cleaned_data
        return {item.id: int(asked[item.id]) for item in self.items if asked.get(item.id) is not None}


class Appeal(forms.Form):
    words = forms.CharField(
        label=_("哪里评得不对"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}), help_text=_("写清哪一项、凭什么")
    )


class DecideAppeal(forms.Form):
    upheld = forms.TypedChoiceField(
        label=_("怎么定"),
        choices=[("yes", _("成立，这份星作废，重新评")), ("no", _("不成立，维持"))],
        coerce=lambda told: told == "yes",
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(
        label=_("答复"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}), help_text=_("点上会看到")
    )


class NewRubric(forms.Form):
    """The bureau's own rubric, as a file."""

    file = forms.FileField(label=_("办法文件（YAML）"), help_text=_("先取现行的那一份，照着改"))
    since = forms.DateField(label=_("从哪天起用"), widget=DayInput)
    source = forms.CharField(label=_("依据哪个文件"), max_length=300)

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > RUBRIC_BYTES:
            raise forms.ValidationError(_("文件太大，办法用不着这么长"))
        return file
