"""How an obligation is shown from one side: our state, the matter with its clock, their state."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from yingzhou.web.shared.clocks import Clock, clock
from yingzhou.web.shared.showing import day_short
from yingzhou.work.network.choices import Proof
from yingzhou.work.network.models import Obligation


@dataclass(frozen=True)
class Chip:
    """A state: icon, word and tone."""

    text: str
    tone: str
    icon: str


@dataclass(frozen=True)
class Row:
    """One line of the table both sides see."""

    obligation: Obligation
    ours: Chip
    theirs: Chip
    clock: Clock


def row(obligation: Obligation, *, ours: int, today: date) -> Row:
    """The obligation as seen from the organization with the primary key `ours`."""
    we_owe = obligation.debtor_id == ours
    debtor, creditor = _debtor(obligation, today), _creditor(obligation, today)
    return Row(
        obligation=obligation,
        ours=debtor if we_owe else creditor,
        theirs=creditor if we_owe else debtor,
        clock=clock_of(obligation, today),
    )


def clock_of(obligation: Obligation, today: date) -> Clock:
    """The deadline; one that was met shows by how much."""
    done = obligation.fulfilled_on is not None
    length = max((obligation.due_on - obligation.period_since).days, 1)
    return clock(
        obligation.due_on,
        left=(obligation.due_on - (obligation.fulfilled_on or today)).days,
        done=done,
        label=obligation.type.name,
        used=round((today - obligation.period_since).days * 100 / length),
    )


def _debtor(obligation: Obligation, today: date) -> Chip:
    if obligation.fulfilled_on is not None:
        sent = obligation.type.proof == Proof.REPORT
        text = _("已交 %(day)s") if sent else _("已办 %(day)s")
        if obligation.headcount is not None:
            return Chip(_("%(n)s 人到过") % {"n": obligation.headcount}, "done", "check")
        return Chip(text % {"day": day_short(obligation.fulfilled_on)}, "done", "check")
    if obligation.due_on < today:
        return Chip(_("欠着"), "late", "alert-triangle")
    if obligation.type.proof == Proof.REPORT:
        return Chip(_("等看过再交"), "soon", "pencil")
    return Chip(_("还没办"), "soon", "hourglass")


def _creditor(obligation: Obligation, today: date) -> Chip:
    if obligation.acknowledged_on is not None:
        return Chip(_("签收 %(day)s") % {"day": day_short(obligation.acknowledged_on)}, "done", "check")
    if obligation.fulfilled_on is not None:
        return Chip(_("等签收"), "soon", "inbox")
    if obligation.due_on < today:
        return Chip(_("在等"), "line", "hourglass")
    return Chip(_("还没收到"), "line", "inbox")
