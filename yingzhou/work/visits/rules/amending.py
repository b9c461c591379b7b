"""What may be amended."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from yingzhou.base.words import _
from yingzhou.work.visits.rules.refusals import Fault, NothingToAmend, NotUnderstood, WhyMissing

#: Fields of a record that can be said otherwise later.  Where it was, by whom and what was photographed cannot.
AMENDABLE = ("aim", "note", "promises", "answers", "rest_fine", "findings", "matters", "confirmation")


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
