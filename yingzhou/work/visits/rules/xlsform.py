"""Reading a checklist from an XLSForm (xlsform.org): the part of it that a checklist needs; anything else is named and refused.

survey    type, name, label; hint, required, constraint, constraint_message; ours: article, grade, hazard, said
choices   list_name, name, label
settings  form_id, form_title, version; ours: trades

Types: `select_one` over yes / no / na, `text`, `image`, `note`, `begin_group` … `end_group` for a section.
Constraints: the length of a text (`string-length(.) <= 200`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from yingzhou.base.words import _
from yingzhou.work.visits.choices import AnswerState

GRADES = ("general", "serious", "major")
KINDS = {"select_one": "choice", "text": "text", "image": "image", "note": "note"}
#: What the names of choices mean.
MEANING = {
    **dict.fromkeys(("yes", "ok", "pass", "fine", "1", "是", "合格", "没问题"), AnswerState.FINE),
    **dict.fromkeys(("no", "fail", "bad", "0", "否", "不合格", "有问题"), AnswerState.FINDING),
    **dict.fromkeys(("na", "n_a", "n/a", "not_applicable", "不适用"), AnswerState.NOT_APPLICABLE),
}  # data
COLUMNS = frozenset(
    {
        "type",
        "name",
        "label",
        "hint",
        "required",
        "constraint",
        "constraint_message",
        "article",
        "confidence",
        "grade",
        "hazard",
        "said",
    }
)
#: Columns that only say how a form looks or is translated: passed over, with a word.
PASSED_OVER = re.compile(
    r"(appearance|parameters|label::.+|hint::.+|constraint_message::.+|required_message.*|guidance_hint.*|body::.+)$"
)
CODE = re.compile(r"[a-z][a-z0-9_.]{0,39}$", re.IGNORECASE)
LENGTH = re.compile(r"string-length\(\s*\.\s*\)\s*(<=|<|>=|>)\s*(\d{1,4})$")
MOST_ITEMS = 200


@dataclass(frozen=True)
class CellFault:
    """One thing that is not taken over: in which sheet, row (as the sheet counts) and column, what, and what would work."""

    sheet: str
    row: int
    column: str
    reason: Any
    mend: Any


@dataclass(frozen=True)
class ReadForm:
    """What an XLSForm says; with faults it cannot be published.  `notes` say what was passed over."""

    code: str = ""
    version: str = ""
    title: str = ""
    trades: tuple[str, ...] = ()
    items: tuple[dict[str, Any], ...] = ()
    faults: tuple[CellFault, ...] = ()
    notes: tuple[CellFault, ...] = ()


def read_xlsform(sheets: Mapping[str, Sequence[Sequence[str]]]) -> ReadForm:
    """The checklist in a workbook; every construct that cannot be taken over is named with its row and column."""
    reader = _Reader(sheets)
    lists = reader.choice_lists()
    items = tuple(reader.items(lists))
    if not items and not reader.faults:
        reader.fault("survey", 1, "type", _("没有一项可以检查的"), _("在 survey 表里写上 select_one、text 或 image 的行"))
    told = reader.settings()
    return ReadForm(items=items, faults=tuple(reader.faults), notes=tuple(reader.notes), **told)


@dataclass
class _Reader:
    sheets: Mapping[str, Sequence[Sequence[str]]]
    faults: list[CellFault] = field(default_factory=list)
    notes: list[CellFault] = field(default_factory=list)

    def fault(self, sheet: str, row: int, column: str, reason: Any, mend: Any) -> None:
        self.faults.append(CellFault(sheet, row, column, reason, mend))

    def rows(self, sheet: str) -> Iterator[tuple[int, dict[str, str]]]:
        """Row number and cells by column, blank rows left out."""
        rows = self.sheets.get(sheet)
        if not rows:
            if sheet != "settings":
                self.fault(sheet, 1, "", _("没有 %s 这张表") % sheet, _("按 XLSForm 的样子加上这张表"))
            return
        heads = [head.strip().lower().replace(" ", "_") for head in rows[0]]
        if sheet == "survey":
            self._check_columns(heads)
        for place, cells in enumerate(rows[1:], start=2):
            told = {head: cell.strip() for head, cell in zip(heads, cells, strict=False) if head}
            if any(told.values()):
                yield place, told

    def _check_columns(self, heads: Sequence[str]) -> None:
        for head in heads:
            if PASSED_OVER.match(head):
                self.notes.append(CellFault("survey", 1, head, _("这一栏用不到，略过"), ""))
        for needed in ("type", "name", "label"):
            if needed not in heads:
                self.fault("survey", 1, needed, _("少了 %s 这一栏") % needed, _("第一行写上这个列名"))

    def choice_lists(self) -> dict[str, set[AnswerState]]:
        """List → what its choices mean."""
        if not any(cells.get("type", "").startswith("select_one") for _row, cells in self._quiet("survey")):
            return {}
        found: dict[str, set[AnswerState]] = {}
        for row, cells in self.rows("choices"):
            name = cells.get("name", "").lower()
            meaning = MEANING.get(name)
            if meaning is None:
                self.fault(
                    "choices",
                    row,
                    "name",
                    _("不认识选项“%s”") % cells.get("name", ""),
                    _("选项只能是 yes、no、na（是、否、不适用）"),
                )
                continue
            found.setdefault(cells.get("list_name", ""), set()).add(meaning)
        return found

    def _quiet(self, sheet: str) -> Iterator[tuple[int, dict[str, str]]]:
        before = list(self.faults), list(self.notes)
        yield from self.rows(sheet)
        self.faults, self.notes = before

    def items(self, lists: Mapping[str, set[AnswerState]]) -> Iterator[dict[str, Any]]:
        sections: list[str] = []
        seen: set[str] = set()
        for row, cells in self.rows("survey"):
            kind, _space, which = cells.get("type", "").partition(" ")
            if kind in ("begin_group", "begin") and which in ("", "group"):
                sections.append(cells.get("label", "") or cells.get("name", ""))
            elif kind in ("end_group", "end") and which in ("", "group"):
                if not sections:
                    self.fault("survey", row, "type", _("end_group 前面没有 begin_group"), _("删掉这一行，或补上开头"))
                del sections[-1:]
            elif (item := self._item(row, kind, which.strip(), cells, lists)) is not None:
                if item["code"] in seen:
                    self.fault("survey", row, "name", _("“%s”写了两次") % item["code"], _("每一项的 name 都不一样"))
                if len(seen) == MOST_ITEMS:
                    self.fault("survey", row, "name", _("超过 %d 项") % MOST_ITEMS, _("分成几份清单"))
                    return
                seen.add(item["code"])
                yield item | {"section": " · ".join(sections)}

    def _item(
        self, row: int, kind: str, which: str, cells: Mapping[str, str], lists: Mapping[str, set[AnswerState]]
    ) -> dict[str, Any] | None:
        if kind not in KINDS:
            mend = _("能用的：select_one、text、image、note、begin_group、end_group")
            self.fault("survey", row, "type", _("不支持“%s”") % (cells.get("type", "") or "—"), mend)
            return None
        for column in ("relevant", "calculation", "choice_filter", "repeat_count", "trigger", "default", "read_only", "readonly"):
            if cells.get(column):
                self.fault("survey", row, column, _("不支持 %s") % column, _("删掉这一格：走访清单从头看到尾，不跳题、不计算"))
        code, label = cells.get("name", ""), cells.get("label", "")
        if not CODE.fullmatch(code):
            self.fault("survey", row, "name", _("name 只能用字母开头的字母、数字、点和下划线"), _("例如 fire.exit"))
        if not label:
            self.fault("survey", row, "label", _("没有写要看什么"), _("在 label 写一句话"))
        if kind == "select_one":
            self._check_list(row, which, lists)
        return {
            "code": code,
            "text": label[:200],
            "hint": cells.get("hint", "")[:200],
            "article": cells.get("article", "")[:120],
            "confidence": cells.get("confidence", "").upper()[:1] if cells.get("article") else "",
            "grade": self._word(row, "grade", cells.get("grade", "") or "general", GRADES),
            "hazard": cells.get("hazard", "")[:40],
            "finding_templates": [part.strip()[:80] for part in re.split(r"[|｜\n]", cells.get("said", "")) if part.strip()],
            "kind": KINDS[kind],
            "required": cells.get("required", "").lower() in ("yes", "true", "true()", "1", "是"),  # data
            **self._limit(row, cells),
        }

    def _check_list(self, row: int, which: str, lists: Mapping[str, set[AnswerState]]) -> None:
        if which not in lists:
            self.fault("survey", row, "type", _("choices 表里没有“%s”") % which, _("在 choices 表里加上这一组选项"))
        elif not {AnswerState.FINE, AnswerState.FINDING} <= lists[which]:
            self.fault("survey", row, "type", _("“%s”里少了 yes 或 no") % which, _("至少要有 yes 和 no 两个选项"))

    def _word(self, row: int, column: str, value: str, words: Sequence[str]) -> str:
        if value not in words:
            self.fault("survey", row, column, _("不认识“%s”") % value, _("能用的：%s") % "、".join(words))
        return value

    def _limit(self, row: int, cells: Mapping[str, str]) -> dict[str, Any]:
        """The length a text may have, and what is said when it does not."""
        said = cells.get("constraint", "")
        if not said:
            return {}
        found = LENGTH.fullmatch(said)
        if found is None:
            self.fault(
                "survey", row, "constraint", _("不支持这个条件：%s") % said[:80], _("只能限字数，例如 string-length(.) <= 200")
            )
            return {}
        return {"limit": [found.group(1), int(found.group(2))], "message": cells.get("constraint_message", "")[:120]}

    def settings(self) -> dict[str, Any]:
        told = next((cells for _row, cells in self.rows("settings")), {})
        code, version = told.get("form_id", ""), told.get("version", "")
        if not CODE.fullmatch(code):
            self.fault(
                "settings", 2, "form_id", _("没有写清单的代号"), _("在 settings 表的 form_id 写字母开头的代号，例如 catering")
            )
        if not version or len(version) > 20:
            self.fault("settings", 2, "version", _("没有写版本"), _("在 settings 表的 version 写版本，例如 2026-2"))
        trades = tuple(part for part in re.split(r"[\s,，、;；]+", told.get("trades", "")) if part)
        for trade in trades:
            if not (trade.isascii() and trade.isdigit() and len(trade) <= 4):
                self.fault("settings", 2, "trades", _("“%s”不是行业代码") % trade, _("写 GB/T 4754 代码的开头几位，例如 62"))
        return {"code": code, "version": version, "title": told.get("form_title", "")[:80] or code, "trades": trades}
