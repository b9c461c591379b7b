"""Which facts of a business may be corrected on screen, and when a correction is refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from yingzhou.base.refusals import Refusal
from yingzhou.base.words import _

#: Field → its name on screen.  What is not here is changed by an action of its own (status, seat, merge).
CORRECTABLE: dict[str, Any] = {
    "name": _("名称"),
    "kind": _("类型"),
    "legal_form": _("企业类型"),
    "uscc": _("统一社会信用代码"),
    "uscc_override": _("代码校验不符的理由"),
    "registered_on": _("成立日期"),
    "industry_code": _("行业代码"),
    "registered_address": _("登记住所"),
    "employees": _("从业人员"),
    "revenue": _("营业收入"),
    "assets": _("资产总额"),
    "facts_year": _("数据年度"),
    "facts_source": _("数据来源"),
    "individual_type": _("个体工商户分型"),
    "individual_type_basis": _("分型依据"),
}

#: The names of the other fields a history line may show.
OTHER_FIELDS: dict[str, Any] = {
    "status": _("状态"),
    "station_id": _("指导站"),
    "community_id": _("村居"),
    "merged_into_id": _("并入"),
    "size": _("规模"),
    "address": _("地址"),
    "number": _("证号"),
    "title": _("证件名称"),
    "issued_on": _("发证日期"),
    "expires_on": _("有效期止"),
    "ended_on": _("终止日期"),
    "end_reason": _("终止原因"),
    "since": _("起"),
    "until": _("止"),
    "business_id": _("所属主体"),
    "phone": _("电话"),
    "phone_mask": _("电话"),
    "name_mask": _("姓名"),
    "position": _("职务"),
    "is_main": _("首要联系人"),
    "longitude": _("经度"),
    "latitude": _("纬度"),
    "how": _("认定方式"),
    "why": _("理由"),
    "confidence": _("把握"),
}


class ChangedMeanwhile(Refusal):
    """Somebody else wrote the field between our reading and our saving."""

    reason = _("您填写时，“{label}”已被改成“{now}”")
    mend = _("看过新内容后再保存一次；您填的其他内容都还在")


class NothingChanged(Refusal):
    """A correction that corrects nothing leaves no line."""

    reason = _("没有改动任何一项")
    mend = _("改好再保存，或返回")
    status = 422


class NotCorrectable(Refusal):
    """The field is not corrected this way."""

    reason = _("“{label}”不能在这里改")
    mend = _("状态、归属与合并各有自己的办法")


class NameMissing(Refusal):
    """A business has a name."""

    reason = _("没有填写名称")
    mend = _("照执照上的名称填写；没有执照的摊户写招牌名")
    field = "name"
    status = 422


class UnknownIndustry(Refusal):
    """No such code in GB/T 4754-2017."""

    reason = _("行业代码 {code} 不在《国民经济行业分类》里")
    mend = _("填 2 至 4 位数字，如 6210 正餐服务；不清楚可先留空")
    field = "industry_code"
    status = 422


class FormOfAnother(Refusal):
    """Legal form belongs to enterprises, 生存/成长/发展 to individual businesses."""

    reason = _("“{label}”只用于{kind}")
    mend = _("改类型，或把这一项留空")
    status = 422


@dataclass(frozen=True)
class Correction:
    """One field as the writer saw it, and as it should be."""

    seen: Any
    wanted: Any


def to_write(current: Mapping[str, Any], asked: Mapping[str, Correction]) -> dict[str, Any]:
    """What to write: only fields the writer changed; refused where someone else changed the same field meanwhile."""
    wanted: dict[str, Any] = {}
    for field, correction in asked.items():
        if field not in CORRECTABLE:
            raise NotCorrectable(label=OTHER_FIELDS.get(field, field))
        if correction.wanted == correction.seen or correction.wanted == current[field]:
            continue
        if current[field] != correction.seen:
            raise ChangedMeanwhile(label=CORRECTABLE[field], now=current[field] or "—", field=field)
        wanted[field] = correction.wanted
    if not wanted:
        raise NothingChanged
    return wanted


def check_belonging(*, kind: str, legal_form: str, individual_type: str) -> None:
    """Refuse a legal form outside enterprises and a type outside individual businesses."""
    if legal_form and kind != "enterprise":
        raise FormOfAnother(label=CORRECTABLE["legal_form"], kind=_("企业"), field="legal_form")
    if individual_type and kind != "individual":
        raise FormOfAnother(label=CORRECTABLE["individual_type"], kind=_("个体工商户"), field="individual_type")
