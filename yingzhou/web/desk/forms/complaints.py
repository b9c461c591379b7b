"""What officers fill in about a complaint: one page to write it down, and one form a step."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yingzhou.web.desk.forms.cases import FilesField, _words
from yingzhou.work.cases.choices import Answer, Source
from yingzhou.work.disputes.choices import (
    Ground,
    JointAct,
    Matter,
    ReceiptChannel,
    Reopening,
    ServiceChannel,
    Termination,
    Topic,
    Trade,
)
from yingzhou.work.disputes.queries.gaps import Gap

BY_ADDRESS, AT_INTAKE = "auto", "intake"
ANONYMOUS = "anonymous"
MOST_PEOPLE = 30


def day_field(label: Any, **options: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **options)


def topic_field() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("争议类型"), choices=[("", _("还没有分")), *Topic.choices], required=False, help_text=_("公开的统计按它分")
    )


class ComplaintFilter(forms.Form):
    """What the list is narrowed to."""

    view = forms.CharField(max_length=12, required=False)
    words = forms.CharField(label=_("编号、店名或商品"), max_length=60, required=False)
    mine = forms.BooleanField(label=_("只看我承办的"), required=False)
    after = forms.UUIDField(required=False)

    def asked(self) -> dict[str, Any]:
        """Whatever of it is valid; nonsense narrows nothing."""
        self.is_valid()
        found = self.cleaned_data
        views = ("undecided", "running", "ended", "all")
        return {
            "view": found.get("view") if found.get("view") in views else "undecided",
            "words": found.get("words") or "",
            "mine": bool(found.get("mine")),
            "after": found.get("after"),
        }


class NewComplaint(forms.Form):
    """投诉登记: what a statutory receipt brought, on one page."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    source = forms.ChoiceField(choices=Source.choices, required=False, widget=forms.HiddenInput)
    source_id = forms.UUIDField(required=False, widget=forms.HiddenInput)
    dispute = forms.UUIDField(required=False, widget=forms.HiddenInput)
    channel = forms.ChoiceField(label=_("从哪里收到的"), choices=ReceiptChannel.choices, widget=forms.RadioSelect)
    received_on = day_field(_("收到的日子"), help_text=_("七个工作日从这一天的次日起算；以前收到的，填以前的日子"))
    platform_number = forms.CharField(label=_("全国12315平台编号"), max_length=40, required=False, help_text=_("从平台来的必填"))
    request = _words(_("投诉请求"), rows=2, required=False, help_text=_("退款、换货、修理、道歉……要多少钱也写上"))
    facts = _words(_("事情经过和依据"), rows=5, required=False, help_text=_("什么时候、买了什么、出了什么事；有什么凭据"))
    goods = forms.CharField(label=_("商品或者服务"), max_length=120, required=False)
    topic = topic_field()
    amount = forms.DecimalField(label=_("涉及金额（元）"), max_digits=12, decimal_places=2, min_value=0, required=False)
    bought_on = day_field(_("哪天买的"), required=False)
    knew_on = day_field(_("哪天知道权益受损"), required=False, help_text=_("从这一天算三年时效"))
    shop_words = forms.CharField(label=_("在名录里找"), max_length=60, required=False, help_text=_("店名或地址里的几个字"))
    business = forms.UUIDField(required=False, widget=forms.HiddenInput)
    respondent_name = forms.CharField(
        label=_("被投诉人名称（姓名）"), max_length=120, required=False, help_text=_("选了名录里的店可不填")
    )
    respondent_address = forms.CharField(label=_("被投诉人地址"), max_length=200, required=False)
    trade = forms.ChoiceField(label=_("怎么卖的"), choices=Trade.choices, initial=Trade.SHOP, widget=forms.RadioSelect)
    held_by = forms.ChoiceField(label=_("分送给谁"), initial=BY_ADDRESS)
    proxy_name = forms.CharField(label=_("受托人姓名"), max_length=40, required=False)
    proxy_phone = forms.CharField(label=_("受托人电话"), max_length=20, required=False)
    proxy_powers = forms.CharField(label=_("委托事项、权限和期限"), max_length=200, required=False)
    proxy_until = day_field(_("委托到哪天"), required=False)
    proxy_original = forms.BooleanField(label=_("看过授权委托书原件，有委托人签名"), required=False)
    proxy_identity = forms.BooleanField(label=_("看过受托人身份证明"), required=False)
    consents_publication = forms.BooleanField(label=_("投诉人同意公示投诉信息"), required=False)
    consents_delegation = forms.BooleanField(label=_("投诉人同意委托调解"), required=False)
    papers = FilesField(label=_("材料"), required=False, help_text=_("小票、照片、授权委托书"))

    def __init__(self, *args: Any, stations: list[tuple[str, str]], is_intake: bool, **options: Any) -> None:
        initial = {"key": uuid4(), **(options.pop("initial", None) or {})}
        options["initial"] = initial
        super().__init__(*args, **options)
        general = [(BY_ADDRESS, _("按被投诉人的地址")), (AT_INTAKE, _("先留在受理科室"))] if is_intake else []
        self.fields["held_by"].choices = [*general, *stations]  # type: ignore[attr-defined]
        if not is_intake:
            self.fields["held_by"].initial = stations[0][0] if stations else ""


class PersonForm(forms.Form):
    """One complainant.  Sealed on writing."""

    name = forms.CharField(label=_("姓名"), max_length=40, required=False)
    phone = forms.CharField(label=_("电话"), max_length=20, required=False)
    address = forms.CharField(label=_("通讯地址"), max_length=200, required=False)
    checked = forms.BooleanField(label=_("看过身份证明"), required=False)
    speaks = forms.BooleanField(label=_("推选为代表人"), required=False)

    @property
    def is_blank(self) -> bool:
        return not any(self.cleaned_data.get(name) for name in ("name", "phone", "address"))


People = forms.formset_factory(PersonForm, extra=1, max_num=MOST_PEOPLE, absolute_max=MOST_PEOPLE)


def uuid_or_none(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


class Split(forms.Form):
    """另行登记举报: which part of the facts, and by whose name."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    facts = _words(
        _("哪些话是举报"), rows=8, help_text=_("照抄了事情经过：只留举报的部分，别的删掉；匿名的，看得出是谁的话也删掉")
    )
    matter = forms.ChoiceField(label=_("举报事项"), choices=Matter.choices, initial=Matter.OTHER)
    informant = forms.ChoiceField(label=_("举报人是谁"), widget=forms.RadioSelect)
    papers = FilesField(label=_("材料"), required=False, help_text=_("只交举报要用的；照片只留画面，文件名不存"))

    def __init__(self, *args: Any, people: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["informant"].choices = [(ANONYMOUS, _("匿名，不留姓名")), *people]  # type: ignore[attr-defined]


def _line(label: Any, most: int) -> Callable[[], forms.Field]:
    return lambda: forms.CharField(
        label=label, max_length=most, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )


def _seen(label: Any) -> Callable[[], forms.Field]:
    return lambda: forms.BooleanField(label=label, required=False)


#: How each thing that may be missing is asked for.
ASKED: dict[str, Callable[[], forms.Field]] = {
    "name": _line(_("姓名"), 40),
    "phone": _line(_("电话"), 20),
    "address": _line(_("通讯地址"), 200),
    "identity": _seen(_("看过身份证明")),
    "respondent_address": _line(_("被投诉人地址"), 200),
    "request": lambda: _words(_("投诉请求"), rows=2, required=False),
    "facts": lambda: _words(_("事情经过和依据"), rows=5, required=False),
    "topic": topic_field,
    "powers": _line(_("委托事项、权限和期限"), 200),
    "original": _seen(_("看过授权委托书原件，有委托人签名")),
    "proxy_identity": _seen(_("看过受托人身份证明")),
}


class Complete(forms.Form):
    """补全材料: a field for each thing that is missing, and for nothing else."""

    def __init__(self, *args: Any, gaps: tuple[Gap, ...], **options: Any) -> None:
        super().__init__(*args, **options)
        several = any(gap.place > 1 for gap in gaps)
        for gap in gaps:
            field = ASKED[gap.field]()
            if gap.place and several:
                field.label = f"{gettext('第 %(n)s 位') % {'n': gap.place}} · {field.label}"
            self.fields[gap.key] = field


class Forward(forms.Form):
    to = forms.ChoiceField(label=_("分送给哪个站"))

    def __init__(self, *args: Any, stations: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["to"].choices = stations  # type: ignore[attr-defined]


class AskIdentity(forms.Form):
    materials = _words(_("要哪些材料"), rows=2, initial="居民身份证复印件。")  # data
    until = day_field(_("哪天以前提供"))


class Decline(forms.Form):
    ground = forms.ChoiceField(label=_("哪一种情形（第十六条）"), choices=Ground.choices, widget=forms.RadioSelect)
    reason = _words(_("本案的具体理由"), rows=4, help_text=_("会印在决定书上，投诉人要看得懂。"))


class Terminate(forms.Form):
    ground = forms.ChoiceField(label=_("哪一种情形（第二十三条）"), choices=Termination.choices, widget=forms.RadioSelect)
    reason = _words(_("本案的具体情况"), rows=4, help_text=_("会印在决定书上，双方都看得到。"))


class Serve(forms.Form):
    """告知: whom, how, when, and what shows it."""

    owing = forms.ChoiceField(label=_("告知了谁哪一份"))
    channel = forms.ChoiceField(label=_("怎么告知的"), choices=ServiceChannel.choices)
    at = forms.DateTimeField(
        label=_("什么时候"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    )
    receipt = forms.CharField(label=_("凭据"), max_length=200, help_text=_("谁接的电话、短信回执、快递单号、签收人"))
    file = forms.FileField(label=_("回执照片或扫描件"), required=False, help_text=_("没有可以不附"))

    def __init__(self, *args: Any, owings: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["owing"].choices = owings  # type: ignore[attr-defined]


class Reopen(forms.Form):
    why = forms.ChoiceField(label=_("为什么重新打开"), choices=Reopening.choices, widget=forms.RadioSelect)
    words = _words(_("新的事实"), rows=2)


class OutcomeOfCall(forms.Form):
    answer = forms.ChoiceField(label=_("投诉人怎么说"), choices=Answer.choices, widget=forms.RadioSelect)
    left_open = _words(_("还差什么"), rows=2, required=False)


class Consent(forms.Form):
    complainant = forms.ChoiceField(label=_("谁同意"))
    act = forms.ChoiceField(label=_("同意代表人做什么"), choices=JointAct.choices)
    given_on = day_field(_("哪天同意的"))
    how = forms.CharField(label=_("怎么同意的"), max_length=120)

    def __init__(self, *args: Any, people: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["complainant"].choices = people  # type: ignore[attr-defined]


class Represent(forms.Form):
    speakers = forms.MultipleChoiceField(label=_("以后谁是代表人"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, people: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["speakers"].choices = people  # type: ignore[attr-defined]


class Words(forms.Form):
    """A step that needs one sentence; the page names it."""

    words = _words(_("写明"), rows=2)


class WithWhom(forms.Form):
    with_whom = forms.CharField(label=_("和哪个部门有争议"), max_length=120)
