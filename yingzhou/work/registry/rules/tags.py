"""Tags by rule: conditions as data, checked before they are kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from yingzhou.base.refusals import Refusal
from yingzhou.base.words import _

#: What a rule may ask of a business, and how.
ASKABLE: dict[str, frozenset[str]] = {
    "kind": frozenset({"in"}),
    "legal_form": frozenset({"in"}),
    "status": frozenset({"in"}),
    "size": frozenset({"in"}),
    "individual_type": frozenset({"in"}),
    "industry_code": frozenset({"starts"}),
    "name": frozenset({"has"}),
    "registered_address": frozenset({"has"}),
    "employees": frozenset({"from", "to"}),
    "registered_on": frozenset({"from", "to"}),
    "permit": frozenset({"has"}),
}


class RuleNotUnderstood(Refusal):
    """A condition asks what cannot be asked."""

    reason = _("规则里“{asked} {how}”不能用")
    mend = _("可用：{allowed}")
    field = "rule"
    status = 422


class NotYourTag(Refusal):
    """A station puts on its own tags and the bureau's, not another station's."""

    reason = _("“{name}”是别的站自己的标签")
    mend = _("选全局标签，或请那个站加")
    field = "tag"
    status = 422


class TagNotInForce(Refusal):
    """A tag is used within its validity."""

    reason = _("标签“{name}”已停用")
    mend = _("另选一个")
    field = "tag"
    status = 422


class TaggedAlready(Refusal):
    """Once is enough."""

    reason = _("已经有“{name}”这个标签")
    mend = _("不用再加")
    field = "tag"
    status = 422


def check_rule(rule: Sequence[Mapping[str, Any]]) -> None:
    """Refuse a rule that asks what cannot be asked.  Each condition: `{field, how, value}`; all must hold."""
    for condition in rule:
        field, how = str(condition.get("field", "")), str(condition.get("how", ""))
        if how not in ASKABLE.get(field, frozenset()):
            allowed = "、".join(f"{name} {'/'.join(sorted(ways))}" for name, ways in ASKABLE.items())
            raise RuleNotUnderstood(asked=field, how=how, allowed=allowed)
