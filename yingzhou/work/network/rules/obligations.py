"""Who may say that something owed was done, and who that it was received."""

from __future__ import annotations

from collections.abc import Collection

from yingzhou.base.refusals import Refusal
from yingzhou.base.words import _
from yingzhou.work.network.choices import Proof


class NotYourSide(Refusal):
    """Only somebody posted at the side concerned acts for it."""

    reason = _("这一步由{side}来办，您不在那里任职")
    mend = _("请{side}的人办")
    status = 403


class DoneAlready(Refusal):
    """It was done, or received, before."""

    reason = _("{day}已经办过了")
    mend = _("不用再办")


class NotDoneYet(Refusal):
    """What has not been done cannot be acknowledged."""

    reason = _("对方还没有办")
    mend = _("等对方办好再签收")


class ProofMissing(Refusal):
    """What this kind of obligation is shown by was not given."""

    reason = _("还缺：{what}")
    mend = _("补上再交")
    status = 422


class TypeTaken(Refusal):
    """The same kind of obligation stands already."""

    reason = _("已经有同样的约定")
    mend = _("先结束原来的，再加新的")
    field = "name"
    status = 422


NEEDED = {
    Proof.NOTE: ("note", _("写一句怎么办的")),
    Proof.FILE: ("exhibits", _("附上凭据")),
    Proof.HEADCOUNT: ("headcount", _("填人数")),
}


def check_side(side_id: int, side_name: str, posted_at: Collection[int]) -> None:
    """Refuse to act for a side one does not work at."""
    if side_id not in posted_at:
        raise NotYourSide(side=side_name)


def check_proof(proof: Proof, *, note: str, exhibits: int, headcount: int | None) -> None:
    """Refuse fulfillment without what shows it."""
    field, what = NEEDED.get(proof, ("", ""))
    given = {"note": bool(note.strip()), "exhibits": exhibits > 0, "headcount": headcount is not None}
    if field and not given[field]:
        raise ProofMissing(what=what, field=field)
