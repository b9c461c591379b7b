"""What may be amended."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from yingzhou.base.words import _
from yingzhou.work.visits.rules.refusals import (
    CannotTake,
    Fault,
    NotDecided,
    NothingToAmend,
    NotUnderstood,
    WhyMissing,
)

#: Fields of a record that can be said otherwise later.  Where it was, by whom and what was photographed cannot.
AMENDABLE = ("aim", "note", "promises", "answers", "rest_fine", "findings", "matters", "confirmation")

#: What the fields of a record are called.
FIELD_WORDS: dict[str, Any] = {
    "aim": _("走访事由"),
    "answers": _("逐项所见"),
    "base": _("出发时的资料"),
    "began_at": _("开始时间"),
    "business": _("哪一家"),
    "checklist": _("用的清单"),
    "companion": _("同行的人"),
    "confirmation": _("店主确认"),
    "ended_at": _("结束时间"),
    "findings": _("看到的问题"),
    "matters": _("带回的事"),
    "note": _("备注"),
    "point": _("位置"),
    "promises": _("答应的事"),
    "rest_fine": _("其余都好"),
}
KEPT, OTHER = "kept", "other"


def check_decided(fields: Iterable[str], chosen: Mapping[str, str]) -> None:
    """Refuse to settle two copies while a field of them is left open, or to take over what cannot be amended."""
    if left := [str(FIELD_WORDS.get(name, name)) for name in fields if chosen.get(name) not in (KEPT, OTHER)]:
        raise NotDecided(fields="、".join(left))
    if fixed := [name for name in fields if chosen[name] == OTHER and name not in AMENDABLE]:
        raise CannotTake(fields="、".join(str(FIELD_WORDS.get(name, name)) for name in fixed))


def amended(before: Mapping[str, Any], fields: Mapping[str, Any], *, why: str) -> dict[str, list[Any]]:
    """{field: [as it reads, as it is]} for what really changes."""
    if not why.strip():
        raise WhyMissing()
    if unknown := [name for name in fields if name not in AMENDABLE]:
        raise NotUnderstood(tuple(Fault(name, _("这一项不能更正"), _("可以更正的写进“更正”的说明里")) for name in unknown))
    changes = {name: [before.get(name), value] for name, value in fields.items() if before.get(name) != value}
    if not changes:
        raise NothingToAmend()
    return changes
