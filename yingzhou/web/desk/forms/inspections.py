"""What is filled in about inspections."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yingzhou.base.clock import today
from yingzhou.web.desk.forms.law import day_field
from yingzhou.work.inspections.choices import (
    ExemptionKind,
    Finding,
    Grade,
    GradeKind,
    NoticeWay,
    Origin,
    PlanKind,
    RepeatGround,
)
from yingzhou.work.inspections.rules.steps import Found

Choices = Iterable[tuple[str, str]]


def _set(form: forms.Form, **choices: Choices) -> None:
    for name, told in choices.items():
        form.fields[name].choices = list(told)  # type: ignore[attr-defined]


class Many(forms.MultipleChoiceField):
    widget = forms.CheckboxSelectMultiple


class Ask(forms.Form):
    """提出检查: the refusals of the room stand beside their fields, and nothing typed is lost."""

    shop = forms.CharField(label=_("哪一户"), max_length=120, help_text=_("写信用代码或全名；从主体页面点进来的已经填好"))
    origin = forms.ChoiceField(
        label=_("为什么去"), choices=[(one.value, one.label) for one in (Origin.PLANNED, Origin.TRIGGERED)]
    )
    plan = forms.ChoiceField(label=_("哪个计划"), required=False, help_text=_("计划内的必选；触发式的不选"))
    clue = forms.CharField(label=_("线索、投诉或隐患的编号"), max_length=32, required=False, help_text=_("触发式的必填"))
    on = day_field(_("哪天去"))
    items = Many(label=_("检查事项"), required=False)
    officers = Many(label=_("谁去"), required=False, help_text=_("都有执法证的才在这里；不少于二人"))
    why = forms.CharField(label=_("事由"), max_length=600, widget=forms.Textarea(attrs={"rows": 3}))
    repeat_ground = forms.ChoiceField(
        label=_("上级三个月内查过、还要再查的理由"), choices=[("", "—"), *RepeatGround.choices], required=False
    )
    repeat_reason = forms.CharField(
        label=_("理由写清楚"), max_length=300, required=False, help_text=_("涉嫌违法或有明显隐患的，写看到了什么；由局领导批")
    )

    def __init__(self, *args: Any, plans: Choices, items: Choices, officers: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        _set(self, plan=[("", "—"), *plans], items=items, officers=officers)


class Decide(forms.Form):
    why = forms.CharField(label=_("审批意见"), max_length=300, required=False, help_text=_("退回的要写原因"))


class Code(forms.Form):
    code = forms.CharField(label=_("检查码"), max_length=80, help_text=_("市里的系统给的，照抄；这里不发码"))


class Notify(forms.Form):
    on = day_field(_("哪天通知的"), initial=today)
    how = forms.ChoiceField(label=_("怎样通知的"), choices=NoticeWay.choices)
    whom = forms.CharField(label=_("交给谁"), max_length=64, required=False, help_text=_("写职务，不写姓名"))


class Tell(forms.Form):
    on = day_field(_("哪天告知的"), initial=today)
    is_signed = forms.BooleanField(label=_("企业签收了"), required=False)
    unsigned_why = forms.CharField(label=_("没有签的原因"), max_length=200, required=False)


class Why(forms.Form):
    why = forms.CharField(label=_("为什么"), max_length=200)


class Recuse(forms.Form):
    officer = forms.ChoiceField(label=_("谁回避"))
    why = forms.CharField(label=_("谁提出、为什么"), max_length=200)

    def __init__(self, *args: Any, officers: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        _set(self, officer=officers)


class Send(forms.Form):
    officer = forms.ChoiceField(label=_("加谁"))

    def __init__(self, *args: Any, officers: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        _set(self, officer=officers)


class FollowUp(forms.Form):
    is_fixed = forms.ChoiceField(label=_("改正了没有"), choices=[("yes", _("改正了")), ("no", _("没有改正"))])
    text = forms.CharField(label=_("看到什么"), max_length=300, required=False)


class Record(forms.Form):
    """现场检查笔录: for every item what was found, in words, until when it is to be put right."""

    on = day_field(_("哪天查的"), initial=today)
    text = forms.CharField(label=_("现场情况"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, items: Iterable[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.rows = [(f"i{number}", key, name) for number, (key, name) in enumerate(items)]
        for prefix, _key, name in self.rows:
            self.fields[f"{prefix}_finding"] = forms.ChoiceField(label=name, choices=[("", "—"), *Finding.choices])
            self.fields[f"{prefix}_text"] = forms.CharField(label=_("查到什么"), max_length=600, required=False)
            self.fields[f"{prefix}_due"] = day_field(_("改正期限"), required=False)

    def groups(self) -> list[list[Any]]:
        """The fields of each item together, for the page."""
        return [[self[f"{prefix}_{part}"] for part in ("finding", "text", "due")] for prefix, _key, _name in self.rows]

    def found(self) -> dict[str, Found]:
        """Item → what was found."""
        told = self.cleaned_data
        return {
            key: Found(Finding(told[f"{prefix}_finding"]), told[f"{prefix}_text"], told[f"{prefix}_due"])
            for prefix, key, _name in self.rows
        }


class Plan(forms.Form):
    kind = forms.ChoiceField(label=_("哪一种"), choices=PlanKind.choices)
    name = forms.CharField(label=_("名称"), max_length=120)
    why = forms.CharField(label=_("为什么"), max_length=600, widget=forms.Textarea(attrs={"rows": 2}))
    scope = forms.CharField(
        label=_("对象和方式"), max_length=600, widget=forms.Textarea(attrs={"rows": 2}), help_text=_("不写查多少户、多少次")
    )
    since = day_field(_("从哪天"))
    until = day_field(_("到哪天（不含）"))
    items = Many(label=_("检查事项"))

    def __init__(self, *args: Any, items: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        _set(self, items=items)


class Filed(forms.Form):
    filed_on = day_field(_("哪天备案的"))


class Draw(forms.Form):
    """双随机: the list, how many, who may be sent."""

    name = forms.CharField(label=_("叫什么"), max_length=120)
    plan = forms.ChoiceField(label=_("哪个计划"))
    item = forms.ChoiceField(label=_("检查事项"))
    stations = Many(label=_("哪些站的主体"), required=False, help_text=_("不选就是全区"))
    industry = forms.RegexField(
        regex=r"^[A-T]?\d{0,4}$",
        label=_("行业代码开头"),
        max_length=5,
        required=False,
        help_text=_("例如 H62 是餐饮；不填不限"),
    )
    select = forms.IntegerField(label=_("抽几户"), min_value=0, max_value=100_000)
    officers_each = forms.IntegerField(label=_("每户派几人"), min_value=0, max_value=20, initial=2)
    officers = Many(label=_("哪些人可以派"), required=False, help_text=_("联络员不会抽到自己联络的户"))
    since = day_field(_("从哪天"))
    until = day_field(_("到哪天（不含）"))

    def __init__(self, *args: Any, plans: Choices, items: Choices, stations: Choices, officers: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        _set(self, plan=plans, item=items, stations=stations, officers=officers)


class Reveal(forms.Form):
    public_word = forms.CharField(
        label=_("现场报的数"),
        max_length=80,
        required=False,
        help_text=_("承诺时谁也不知道的数：当场请人报，或当天开奖号码。填了，谁也不能事先试种子"),
    )


class Prepare(forms.Form):
    on = day_field(_("打算哪天去"), initial=today)


class Item(forms.Form):
    code = forms.CharField(label=_("事项编码"), max_length=40)
    name = forms.CharField(label=_("名称"), max_length=120)
    basis = forms.CharField(label=_("依据"), max_length=200)
    is_food = forms.BooleanField(label=_("食品生产经营监督检查"), required=False)
    since = day_field(_("哪天公布的"))


class Exempt(forms.Form):
    shop = forms.CharField(label=_("哪一户"), max_length=120, help_text=_("写信用代码或全名"))
    kind = forms.ChoiceField(label=_("哪一种"), choices=ExemptionKind.choices)
    reason = forms.CharField(label=_("为什么"), max_length=300)
    since = day_field(_("从哪天"), initial=today)
    until = day_field(_("到哪天（不含）"), initial=lambda: today() + timedelta(days=365))


class Superior(forms.Form):
    shop = forms.CharField(label=_("哪一户"), max_length=120, help_text=_("写信用代码或全名"))
    item = forms.ChoiceField(label=_("检查事项"))
    authority = forms.CharField(label=_("哪个机关"), max_length=80)
    on = day_field(_("哪天查的"))
    source = forms.CharField(label=_("从哪里知道的"), max_length=200, help_text=_("通报、系统或文书"))

    def __init__(self, *args: Any, items: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        _set(self, item=items)


class Graded(forms.Form):
    shop = forms.CharField(label=_("哪一户"), max_length=120, help_text=_("写信用代码或全名"))
    kind = forms.ChoiceField(label=_("哪一种"), choices=GradeKind.choices)
    grade = forms.ChoiceField(label=_("级别"), choices=Grade.choices)
    source = forms.CharField(label=_("从哪里来的"), max_length=200)


class Wish(forms.Form):
    shop = forms.CharField(label=_("哪一户"), max_length=120, help_text=_("写信用代码或全名"))
    plan = forms.ChoiceField(label=_("哪个计划"))
    item = forms.ChoiceField(label=_("检查事项"))
    since = day_field(_("从哪天"), initial=today)
    until = day_field(_("到哪天（不含）"))

    def __init__(self, *args: Any, plans: Choices, items: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        _set(self, plan=plans, item=items)


class Together(forms.Form):
    on = day_field(_("哪天一起去"))
    officers = Many(label=_("谁去"), required=False)

    def __init__(self, *args: Any, officers: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        _set(self, officers=officers)
