"""Importing businesses: the columns of the official table, how their cells are read, and when two look like one."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from yingzhou.base.staging.choices import Severity
from yingzhou.base.staging.columns import Column, Note, Notes, Values, amount, code_text, day, each, one_of, text, whole
from yingzhou.base.words import _, every_language
from yingzhou.engines.identifiers import many, phones, uscc
from yingzhou.rulebook import industries
from yingzhou.work.registry.choices import Kind, LegalForm, PermitKind, Status

#: Words a file may use beside the labels of our choices, each with the choice it means.
KIND_WORDS = {
    "公司": Kind.ENTERPRISE,  # data
    "小微企业": Kind.ENTERPRISE,  # data
    "内资企业": Kind.ENTERPRISE,  # data
    "外资企业": Kind.ENTERPRISE,  # data
    "私营企业": Kind.ENTERPRISE,  # data
    "个体": Kind.INDIVIDUAL,  # data
    "个体户": Kind.INDIVIDUAL,  # data
    "合作社": Kind.COOPERATIVE,  # data
    "农专社": Kind.COOPERATIVE,  # data
    "市场": Kind.MARKET,  # data
}
STATUS_WORDS = {
    "存续（在营、开业、在册）": Status.ACTIVE,  # data
    "存续(在营、开业、在册)": Status.ACTIVE,  # data
    "在营": Status.ACTIVE,  # data
    "开业": Status.ACTIVE,  # data
    "在业": Status.ACTIVE,  # data
    "正常": Status.ACTIVE,  # data
    "歇业": Status.DORMANT,  # data
    "已吊销": Status.REVOKED,  # data
    "吊销未注销": Status.REVOKED,  # data
    "吊销，未注销": Status.REVOKED,  # data
    "已注销": Status.CLOSED,  # data
}
FORM_WORDS = {
    "有限公司": LegalForm.LIMITED,  # data
    "有限责任公司(自然人独资)": LegalForm.LIMITED,  # data
    "有限责任公司（自然人独资）": LegalForm.LIMITED,  # data
    "股份公司": LegalForm.JOINT_STOCK,  # data
    "独资企业": LegalForm.SOLE,  # data
    "普通合伙企业": LegalForm.PARTNERSHIP,  # data
    "有限合伙企业": LegalForm.PARTNERSHIP,  # data
    "分公司": LegalForm.BRANCH,  # data
    "全民所有制": LegalForm.STATE_OWNED,  # data
    "集体所有制": LegalForm.COLLECTIVE,  # data
}
#: What files write in the column of company forms for those that have none; it is no form, and no mistake either.
NO_FORM = ("个体工商户", "个体经营", "农民专业合作社", "无", "-", "—", "/")  # data
EARLIEST = date(1949, 10, 1)
#: A permit may be valid for so long from today; the longest that is issued runs ten years.
LONGEST_PERMIT = timedelta(days=366 * 30)
MONEY_UNIT = 10_000
MOST_MONEY = 99_999_999.0
MOST_EMPLOYEES = 999_999

#: What problems of this kind of import say, beside those every import has: (why, what would work).
WORDS: dict[str, tuple[Any, Any]] = {
    "uscc_length": (_("统一社会信用代码应为 18 位，这里有 {length} 位"), _("对照执照补全")),
    "uscc_doubtful": (_("{message}"), _("照写，并记下“导入文件原样”；请对照执照核对")),
    "phone_doubtful": (_("{message}"), _("照写；核对后可在主体页更正")),
    "phone_unreadable": (_("不像电话号码"), _("写 11 位手机号，或带区号的座机")),
    "unknown_industry": (_("行业代码不在 GB/T 4754-2017 里"), _("写四位小类代码，如 6210；不确定就留空")),
    "industry_name": (_("按名称认作 {code}"), _("写四位代码最稳妥")),
    "unknown_town": (_("辖区里没有这个乡镇街道"), _("核对名称；不确定就留空，系统按地址找")),
    "unknown_village": (_("没有这个村居"), _("核对名称；不确定就留空，系统按地址找")),
    "village_elsewhere": (_("{town}没有这个村居，{other}有"), _("核对乡镇街道和村居哪个写错了")),
    "village_ambiguous": (_("有几个村居叫这个名字：{towns}"), _("补上乡镇街道")),
    "not_resolved": (_("按地址落不到村居"), _("照写，进“未落点”工作单；补上村居就能落上")),
    "same_code": (_("与第 {other} 行代码相同"), _("一户只留一行")),
    "same_place": (_("没有代码，名称和地址与第 {other} 行相同"), _("一户只留一行")),
    "needs_code_or_address": (_("既没有代码也没有地址，认不出是哪一户"), _("补上统一社会信用代码，或注册地址")),
    "form_of_others": (_("只有企业有企业类型"), _("企业类型留空，或把类型改成企业")),
    "permit_incomplete": (_("写了许可证号或有效期，没写是哪种许可证"), _("补上许可证类型")),
    "outside": (_("这一户不归您的站"), _("请由所属的站或业务科室导入")),
}


def words_of(choices: Any, more: Mapping[str, str]) -> dict[str, str]:
    """Every word for every choice: its label in every language of the system, the Chinese first, and what files write beside."""
    labels = {word.replace(" ", ""): str(value) for value, label in choices.choices for word in every_language(label)}
    return {**labels, **{word: str(value) for word, value in more.items()}}


def read_uscc(cells: Sequence[str]) -> tuple[Values, Notes]:
    """Codes in normal form.  A wrong check digit is kept with a warning (real ones exist); a wrong length is an error."""
    values: Values = [cell or None for cell in cells]
    notes: Notes = []
    for at in many.doubtful_codes(cells):
        if not cells[at]:
            continue
        checked = uscc.check(cells[at])
        values[at] = checked.normal
        if checked.valid:
            continue
        if len(checked.normal) != uscc.LENGTH:
            values[at] = None
            notes.append((at, Note("uscc_length", facts={"length": len(checked.normal)})))
        else:
            notes.append((at, Note("uscc_doubtful", Severity.WARNING, {"message": checked.message})))
    return values, notes


_MOBILE = re.compile(r"1[3-9]\d{9}")
_phone_text = code_text(40)


def read_phone(cells: Sequence[str]) -> tuple[Values, Notes]:
    """Digits of a phone; a doubtful number is kept with a warning, what is no number at all is an error."""
    values, notes = _phone_text(cells)
    for at, value in enumerate(values):
        if value is None or _MOBILE.fullmatch(value):
            continue
        checked = phones.check(value)
        digits = checked.normal.partition("-")[0]
        if not 5 <= len(digits) <= 15:
            values[at] = None
            notes.append((at, Note("phone_unreadable")))
            continue
        values[at] = digits
        if not checked.valid:
            notes.append((at, Note("phone_doubtful", Severity.WARNING, {"message": checked.message})))
    return values, notes


@cache
def _industry_names() -> dict[str, str]:
    return {line.name: code for code, line in industries.industries().items() if line.level > industries.SECTION}


def _read_industry(cell: str) -> tuple[str | None, Note | None]:
    plain = cell[:-2] if cell.endswith(".0") else cell
    if plain.isdigit() and len(plain) == 3 and industries.industry(plain) is None:
        plain = f"0{plain}"
    if found := industries.industry(plain):
        return found.code, None
    if code := _industry_names().get(plain):
        return code, Note("industry_name", Severity.WARNING, {"code": code})
    return None, Note("unknown_industry")


@cache
def columns(today: date) -> tuple[Column, ...]:
    """The twenty columns of the official table, in its order."""
    kinds, forms = words_of(Kind, KIND_WORDS), {**words_of(LegalForm, FORM_WORDS), **dict.fromkeys(NO_FORM, "")}
    states, permits = words_of(Status, STATUS_WORDS), words_of(PermitKind, {})
    past = day(earliest=EARLIEST, latest=today)
    return (
        Column(
            "uscc",
            _("统一社会信用代码"),
            read_uscc,
            aliases=("信用代码", "社会信用代码", "统一代码"),  # data
            width=22,
            example="92310000MA1ABCDE0X",
            help=_("18 位；校验位不符只提醒，不拦"),
        ),
        Column(
            "name",
            _("名称"),
            text(120),
            aliases=("主体名称", "企业名称", "单位名称", "字号名称"),  # data
            required=True,
            width=28,
            example="芦汀镇稻香便利店",  # data
            help=_("执照上的名称"),
        ),
        Column(
            "kind",
            _("类型"),
            one_of(kinds),
            aliases=("主体类型", "市场主体类型"),  # data
            required=True,
            width=16,
            example="个体工商户",  # data
            choices=tuple(Kind.labels),
        ),
        Column(
            "legal_form",
            _("企业类型"),
            one_of(forms),
            aliases=("组织形式", "公司类型"),  # data
            width=18,
            choices=tuple(LegalForm.labels),
            help=_("只有企业填写"),
        ),
        Column(
            "status",
            _("登记状态"),
            one_of(states),
            aliases=("状态", "经营状态"),  # data
            width=12,
            example="存续",  # data
            choices=tuple(Status.labels),
        ),
        Column(
            "registered_on",
            _("成立日期"),
            past,
            aliases=("注册日期", "设立日期"),  # data
            width=14,
            example="2021-03-15",
            help=_("写成 2021-03-15 这样"),
        ),
        Column(
            "industry_code",
            _("行业代码"),
            each(_read_industry),
            aliases=("行业", "国民经济行业代码", "行业小类"),  # data
            width=12,
            example="5212",
            help=_("GB/T 4754-2017 四位代码"),
        ),
        Column(
            "registered_address",
            _("注册地址"),
            text(200),
            aliases=("住所", "登记住所", "登记地址"),  # data
            width=34,
            example="芦汀镇桂花村 8 号",  # data
        ),
        Column(
            "premises_address",
            _("经营场所"),
            text(200),
            aliases=("实际经营地址", "经营地址"),  # data
            width=34,
            example="芦汀镇桂花村 8 号",  # data
            help=_("实际找得到人的地方"),
        ),
        Column("town", _("乡镇街道"), text(40), aliases=("乡镇", "街道", "所属乡镇"), width=14, example="芦汀镇"),  # data
        Column("village", _("村居"), text(60), aliases=("村居委", "所属村居", "村（居）"), width=14, example="桂花村"),  # data
        Column(
            "contact_name",
            _("联系人"),
            text(30),
            aliases=("负责人", "经营者", "法定代表人"),  # data
            width=12,
            example="王某",  # data
            sensitive=True,
            help=_("加密保存"),
        ),
        Column(
            "contact_phone",
            _("联系电话"),
            read_phone,
            aliases=("电话", "手机", "手机号", "联系方式"),  # data
            width=16,
            example="13800000000",
            sensitive=True,
            help=_("加密保存；格式不对只提醒"),
        ),
        Column(
            "employees",
            _("从业人数"),
            whole(least=0, most=MOST_EMPLOYEES),
            aliases=("从业人员", "员工数"),  # data
            example="3",
        ),
        Column(
            "revenue",
            _("营业收入（万元）"),
            amount(times=MONEY_UNIT, least=0, most=MOST_MONEY),
            aliases=("营业收入", "年营业额（万元）"),  # data
            example="36.5",
        ),
        Column(
            "assets",
            _("资产总额（万元）"),
            amount(times=MONEY_UNIT, least=0, most=MOST_MONEY),
            aliases=("资产总额", "资产总计（万元）"),  # data
            example="12",
        ),
        Column(
            "permit_kind",
            _("许可证类型"),
            one_of({**permits, "无": ""}),  # data
            aliases=("许可证种类", "许可类型"),  # data
            width=20,
            choices=tuple(PermitKind.labels),
        ),
        Column("permit_number", _("许可证编号"), code_text(40), aliases=("许可证号",), width=22),  # data
        Column(
            "permit_expires_on",
            _("许可证有效期至"),
            day(earliest=EARLIEST, latest=today + LONGEST_PERMIT),
            aliases=("有效期至", "许可证到期日"),  # data
            width=16,
        ),
        Column("former_name", _("曾用名"), text(120), aliases=("原名称",), width=24),  # data
    )


#: Known before any row is compared: (fields of a name, of an address, of a phone).
@dataclass(frozen=True)
class Likeness:
    """Why a row of a file may be a business we have under another code."""

    name: int
    same_address: bool
    same_phone: bool

    @property
    def is_doubtful(self) -> bool:
        """Same door and same phone; or one of them and a name that is nearly the same."""
        if self.same_address and self.same_phone:
            return True
        return (self.same_address and self.name >= 70) or (self.same_phone and self.name >= 60)


def likeness(*, name_key: str, other_key: str, same_address: bool, same_phone: bool) -> Likeness:
    """How much two look like one: the names in per cent, the door, the phone."""
    ratio = difflib.SequenceMatcher(a=name_key, b=other_key, autojunk=False).ratio()
    return Likeness(round(ratio * 100), same_address, same_phone)
