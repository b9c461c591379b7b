"""What the registry's pages read from people.  A form reads; rules and actions decide."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from yingzhou.work.registry import choices
from yingzhou.work.registry.queries.businesses import Filters, industry_choices
from yingzhou.work.registry.rules.corrections import CORRECTABLE, Correction


class DayInput(forms.DateInput):
    """A day as the browser's own picker takes and gives it."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


def day(label: Any, **options: Any) -> forms.DateField:
    """An optional day."""
    return forms.DateField(label=label, widget=DayInput(), required=options.pop("required", False), **options)


def chosen(kind: Any) -> list[tuple[str, Any]]:
    """Choices with nothing chosen first."""
    return [("", "—"), *kind.choices]


class ListForm(forms.Form):
    """The filters of the list.  What cannot be read is left out, so that an old link still opens."""

    q = forms.CharField(label=_("名称或代码"), max_length=60, required=False)
    kind = forms.MultipleChoiceField(choices=choices.Kind.choices, required=False)
    status = forms.MultipleChoiceField(choices=choices.Status.choices, required=False)
    size = forms.MultipleChoiceField(choices=choices.Size.choices, required=False)
    station = forms.TypedMultipleChoiceField(coerce=UUID, required=False)
    community = forms.TypedMultipleChoiceField(coerce=UUID, required=False)
    industry = forms.MultipleChoiceField(required=False)
    tag = forms.UUIDField(required=False)
    expiring = forms.BooleanField(required=False)
    without_liaison = forms.BooleanField(required=False)
    with_open = forms.BooleanField(required=False)
    after = forms.UUIDField(required=False)
    before = forms.UUIDField(required=False)

    def __init__(self, data: Any, *, stations: dict[UUID, str], communities: dict[UUID, str]) -> None:
        super().__init__(data)
        self.fields["station"].choices = list(stations.items())  # type: ignore[attr-defined]
        self.fields["community"].choices = list(communities.items())  # type: ignore[attr-defined]
        self.fields["industry"].choices = industry_choices  # type: ignore[attr-defined]

    @property
    def params(self) -> dict[str, list[str]]:
        """What was asked and could be read, as text: for the exported list and its manifest."""
        self.is_valid()
        read = {name: value for name, value in self.cleaned_data.items() if value and name not in ("after", "before")}
        return {
            name: [str(one) for one in value] if isinstance(value, list) else ["1" if value is True else str(value)]
            for name, value in read.items()
        }

    @property
    def filters(self) -> Filters:
        """What was asked, as far as it could be read."""
        self.is_valid()
        read = self.cleaned_data
        return Filters(
            text=read.get("q", ""),
            kinds=tuple(read.get("kind", ())),
            statuses=tuple(read.get("status", ())),
            sizes=tuple(read.get("size", ())),
            stations=tuple(read.get("station", ())),
            communities=tuple(read.get("community", ())),
            industries=tuple(read.get("industry", ())),
            tags=(read["tag"],) if read.get("tag") else (),
            expiring=read.get("expiring", False),
        )


class BusinessForm(forms.Form):
    """The facts of a business.  For a correction, what the writer saw travels along in hidden fields."""

    name = forms.CharField(label=CORRECTABLE["name"], max_length=120, help_text=_("照执照上的名称；没有执照的摊户写招牌名"))
    kind = forms.ChoiceField(label=CORRECTABLE["kind"], choices=choices.Kind.choices)
    legal_form = forms.ChoiceField(label=CORRECTABLE["legal_form"], choices=chosen(choices.LegalForm), required=False)
    uscc = forms.CharField(
        label=CORRECTABLE["uscc"],
        max_length=24,
        required=False,
        help_text=_("18 位，可带空格；没有就留空"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    uscc_override = forms.CharField(
        label=CORRECTABLE["uscc_override"],
        max_length=200,
        required=False,
        help_text=_("只在代码通不过校验、而执照上确实如此时填写"),
    )
    registered_on = day(CORRECTABLE["registered_on"])
    industry_code = forms.CharField(
        label=CORRECTABLE["industry_code"], max_length=8, required=False, help_text=_("GB/T 4754-2017，如 6210 正餐服务")
    )
    registered_address = forms.CharField(label=CORRECTABLE["registered_address"], max_length=200, required=False)
    employees = forms.IntegerField(label=CORRECTABLE["employees"], min_value=0, max_value=1_000_000, required=False)
    revenue = forms.DecimalField(
        label=CORRECTABLE["revenue"], min_value=0, max_digits=16, decimal_places=2, required=False, help_text=_("全年，单位：元")
    )
    assets = forms.DecimalField(
        label=CORRECTABLE["assets"], min_value=0, max_digits=16, decimal_places=2, required=False, help_text=_("年末，单位：元")
    )
    facts_year = forms.IntegerField(label=CORRECTABLE["facts_year"], min_value=1990, max_value=2100, required=False)
    facts_source = forms.CharField(
        label=CORRECTABLE["facts_source"], max_length=40, required=False, help_text=_("如：2025 年度年报")
    )
    individual_type = forms.ChoiceField(
        label=CORRECTABLE["individual_type"], choices=chosen(choices.IndividualType), required=False
    )
    individual_type_basis = forms.CharField(label=CORRECTABLE["individual_type_basis"], max_length=120, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.show_hidden_initial = bool(self.initial)

    @property
    def facts(self) -> dict[str, Any]:
        """The fields as read."""
        return {name: self.cleaned_data[name] for name in CORRECTABLE}

    @property
    def asked(self) -> dict[str, Correction]:
        """Each field as the writer saw it and as it should be."""
        return {name: Correction(self._seen(name), self.cleaned_data[name]) for name in CORRECTABLE}

    def _seen(self, name: str) -> Any:
        """What stood in the form when it was opened; unreadable means: nothing."""
        field = self.fields[name]
        raw = field.hidden_widget().value_from_datadict(self.data, self.files, self.add_initial_prefix(name))
        try:
            return field.clean(raw)
        except forms.ValidationError:
            return field.empty_value if hasattr(field, "empty_value") else None


class NewForm(BusinessForm):
    """A new business, with whom on the net it belongs to."""

    community = forms.TypedChoiceField(label=_("村居"), coerce=UUID, required=False, empty_value=None)
    station = forms.TypedChoiceField(
        label=_("指导站"), coerce=UUID, required=False, empty_value=None, help_text=_("选了村居就不用选站；都不选就进待认领清单")
    )

    def __init__(
        self, *args: Any, stations: dict[UUID, str], communities: dict[UUID, str], home: UUID | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.home = home
        self.fields["community"].choices = [("", "—"), *communities.items()]  # type: ignore[attr-defined]
        self.fields["station"].choices = [("", "—"), *stations.items()]  # type: ignore[attr-defined]
        if home is not None:
            del self.fields["station"]

    @property
    def place(self) -> dict[str, UUID | None]:
        """Where it belongs; at the writer's own station where nothing was chosen."""
        return {
            "community": self.cleaned_data["community"],
            "station": self.cleaned_data.get("station") or self.home,
        }


class CorrectionForm(BusinessForm):
    """A correction; a new name may be a renaming."""

    renamed_on = day(_("更名日期"), help_text=_("确是更名才填，原名会留作曾用名；只是改错字就留空"))


class StatusForm(forms.Form):
    """A change of standing."""

    to = forms.ChoiceField(label=_("改为"), choices=choices.Status.choices)
    why = forms.CharField(label=_("依据"), max_length=200, help_text=_("例如：登记机关 11 月 20 日注销公告"))


class PermitForm(forms.Form):
    """A permit as printed."""

    kind = forms.ChoiceField(label=_("种类"), choices=choices.PermitKind.choices)
    title = forms.CharField(label=_("名称"), max_length=60, required=False, help_text=_("选“其他许可”时照证件填写"))
    number = forms.CharField(label=_("证号"), max_length=40, required=False)
    issued_on = day(_("发证日期"))
    expires_on = day(_("有效期止"), help_text=_("当天仍有效；长期有效就留空"))


class EndForm(forms.Form):
    """The end of something, and why."""

    on = day(_("从哪天起"), required=True)
    why = forms.CharField(label=_("原因"), max_length=120, required=False)


class PremisesForm(forms.Form):
    """Where a business is really found."""

    address = forms.CharField(label=_("经营地址"), max_length=200, help_text=_("写到门牌或明显标志"))
    longitude = forms.DecimalField(label=_("经度"), min_value=-180, max_value=180, max_digits=8, decimal_places=5, required=False)
    latitude = forms.DecimalField(label=_("纬度"), min_value=-90, max_value=90, max_digits=8, decimal_places=5, required=False)
    since = day(_("从哪天起"))


class ContactForm(forms.Form):
    """A person to call."""

    name = forms.CharField(label=_("姓名"), max_length=40, help_text=_("加密保存，名录上只显示首字"))
    phone = forms.CharField(
        label=_("电话"),
        max_length=24,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )
    position = forms.CharField(label=_("职务"), max_length=24, required=False)
    is_main = forms.BooleanField(label=_("首要联系人"), required=False)


class PurposeForm(forms.Form):
    """Why sealed data is to be opened."""

    purpose = forms.CharField(label=_("用途"), max_length=120, help_text=_("例如：约明天上午的走访时间。会记入留痕"))


class TagForm(forms.Form):
    """A tag to put on."""

    tag = forms.TypedChoiceField(label=_("标签"), coerce=UUID)

    def __init__(self, *args: Any, tags: dict[UUID, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tag"].choices = list(tags.items())  # type: ignore[attr-defined]


class SeatForm(forms.Form):
    """The village, or the station alone, a business belongs to."""

    community = forms.TypedChoiceField(label=_("村居"), coerce=UUID, required=False, empty_value=None)
    station = forms.TypedChoiceField(
        label=_("指导站"), coerce=UUID, required=False, empty_value=None, help_text=_("选了村居就不用选站")
    )
    why = forms.CharField(label=_("理由"), max_length=200, required=False)

    def __init__(self, *args: Any, stations: dict[UUID, str], communities: dict[UUID, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["station"].choices = [("", "—"), *stations.items()]  # type: ignore[attr-defined]
        self.fields["community"].choices = [("", "—"), *communities.items()]  # type: ignore[attr-defined]


class StallForm(forms.Form):
    """Who takes which stall from when."""

    number = forms.CharField(label=_("摊位号"), max_length=24)
    trader = forms.UUIDField(label=_("租用主体编号"), help_text=_("从租用主体的页面地址里复制"))
    since = day(_("从哪天起"), required=True)


class MergeForm(forms.Form):
    """Which row goes into this one, and why."""

    lose = forms.UUIDField(widget=forms.HiddenInput())
    why = forms.CharField(label=_("为什么是同一户"), max_length=200, help_text=_("例如：同一执照，导入两次"))


def today_initial(today: date) -> dict[str, date]:
    """Forms that begin with today's date."""
    return {"on": today, "since": today}
