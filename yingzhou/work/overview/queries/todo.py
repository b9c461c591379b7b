"""待办: one list per person over all rooms, by legal risk, each line saying why it is theirs.

A room that has work for people adds a contributor below; the rooms themselves know nothing of the list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from yingzhou.base.clock import today
from yingzhou.base.words import _
from yingzhou.work.accounts.choices import Role
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.cases import queries as cases
from yingzhou.work.cases.choices import Kind
from yingzhou.work.disputes.queries import mediation as mediations
from yingzhou.work.disputes.queries.pressing import pressing_complaints
from yingzhou.work.disputes.queries.pressing_points import pressing_points
from yingzhou.work.network.queries.obligations import obligations, organizations_of
from yingzhou.work.registry.queries.businesses import Filters, businesses

SOON = 3
NEXT_WEEKS = timedelta(days=21)
MOST = 100


class Risk(StrEnum):
    """What happens when it is late; the order of the list.  Amounts and persons play no part."""

    STATUTORY_NOW = "statutory_now"
    STATUTORY_SOON = "statutory_soon"
    PROMISED_NOW = "promised_now"
    PROMISED = "promised"
    LATER = "later"


RISK_WORDS = {
    Risk.STATUTORY_NOW: _("法定 · 逾期或今天到期"),
    Risk.STATUTORY_SOON: _("法定 · 三个工作日内"),
    Risk.PROMISED_NOW: _("答应过别人的 · 逾期或今天到期"),
    Risk.PROMISED: _("答应过别人的"),
    Risk.LATER: _("可以稍后"),
}


@dataclass(frozen=True)
class Due:
    """A day to be ready by: `left` days counted as the period is counted, and what it rests on."""

    due_on: date
    left: int
    working: bool
    label: str
    basis: str
    source: str
    is_statutory: bool = False
    is_provisional: bool = False
    used: int = 0


@dataclass(frozen=True)
class Item:
    """One thing to do: what, about what, why it is this person's, by when; `page` and `pid` say where."""

    title: str
    about: str
    why: str
    act: str
    icon: str
    area: str
    page: str
    pid: UUID | None = None
    due: Due | None = None

    @property
    def risk(self) -> Risk:
        if self.due is None:
            return Risk.LATER
        if self.due.is_statutory:
            near = self.due.left <= SOON
            return Risk.STATUTORY_NOW if self.due.left <= 0 else Risk.STATUTORY_SOON if near else Risk.LATER
        return Risk.PROMISED_NOW if self.due.left <= 0 else Risk.PROMISED


@dataclass(frozen=True)
class TodoGroup:
    """The lines of one risk, the earliest day first."""

    risk: Risk
    label: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class TodoList:
    """Everything there is to do, in groups; empty groups are left out."""

    groups: tuple[TodoGroup, ...]

    @property
    def count(self) -> int:
        return sum(len(group.items) for group in self.groups)


Contributor = Callable[[Viewer, bool], Iterable[Item]]


def todo(*, viewer: Viewer, station_wide: bool = False) -> TodoList:
    """The list of one person, or, `station_wide`, of all that person answers for."""
    items = [item for contribute in CONTRIBUTORS for item in contribute(viewer, station_wide)]
    items.sort(key=lambda item: item.due.due_on if item.due else date.max)
    groups = (TodoGroup(risk, str(RISK_WORDS[risk]), tuple(i for i in items if i.risk == risk)) for risk in Risk)
    return TodoList(tuple(group for group in groups if group.items))


CASE_ICONS = {
    Kind.DEMAND: "message-dots",
    Kind.HAZARD: "alert-hexagon",
    Kind.SIGNAL: "speakerphone",
    Kind.DISPUTE: "scale",
    Kind.COMPLAINT: "receipt-yuan",
}


def _cases(viewer: Viewer, station_wide: bool) -> Iterable[Item]:
    for line in cases.pressing(viewer=viewer, station_wide=station_wide):
        case, told = line.case, cases.promised(line.case, due_on=line.due_on)
        where = case.business.name if case.business else case.place or (case.community.name if case.community else "")
        yield Item(
            title=f"{line.act}：{case.title}",
            about=where,
            why=line.why,
            act=line.act,
            icon=CASE_ICONS[Kind(case.kind)],
            area="sup",
            page="desk:case",
            pid=case.public_id,
            due=Due(
                due_on=told.due_on,
                left=told.left,
                working=told.working,
                label=told.label,
                basis=str(_("自定承诺")),
                source=told.source,
                is_provisional=told.is_provisional,
                used=told.used,
            ),
        )


def _complaints(viewer: Viewer, station_wide: bool) -> Iterable[Item]:
    """Complaints by the clocks that run: to decide, to tell, to mediate, to check; the strict day alarms."""
    for line in pressing_complaints(viewer=viewer, station_wide=station_wide):
        yield Item(
            title=f"{line.act}：{line.complaint.case.title}",
            about=line.complaint.case.number,
            why=line.why,
            act=line.act,
            icon=CASE_ICONS[Kind.COMPLAINT],
            area="sup",
            page="desk:complaint",
            pid=line.complaint.public_id,
            due=Due(
                due_on=line.clock.due_strict,
                left=line.clock.days_left,
                working=line.clock.is_working,
                label=line.clock.label,
                basis=line.clock.article,
                source=line.clock.source,
                is_statutory=True,
                is_provisional=line.clock.is_provisional,
                used=line.clock.used,
            ),
        )


def _obligations(viewer: Viewer, station_wide: bool) -> Iterable[Item]:
    """What my organization owes another one: 双联系、双报到、双报告 not yet met, and what is met and waits to be seen."""
    on = today()
    mine = organizations_of(viewer)
    open_ones = obligations(viewer).filter(acknowledged_on__isnull=True, due_on__lte=on + NEXT_WEEKS)
    for row in open_ones.order_by("due_on", "pk")[:MOST]:
        owes = row.fulfilled_on is None and row.debtor_id in mine
        if not owes and not (row.fulfilled_on is not None and row.creditor_id in mine):
            continue
        other = row.creditor.name if owes else row.debtor.name
        yield Item(
            title=str(row.type.name),
            about=other,
            why=str(_("约定由{name}来做") if owes else _("{name}做了，等这边看过")).format(
                name=row.debtor.name if owes else other
            ),
            act=str(_("去办") if owes else _("看一看")),
            icon="sitemap",
            area="net",
            page="desk:obligation",
            pid=row.public_id,
            due=Due(
                due_on=row.due_on,
                left=(row.due_on - on).days,
                working=False,
                label=str(row.type.name),
                basis=str(_("约定")),
                source=str(_("双方约定的日子")),
            ),
        )


#: what is ahead → what to do, why, the word on the button, icon
IN_MEDIATION = {
    "session": (_("今天有一场调解"), _("排好的场次，开完要记"), _("去开"), "calendar-event"),
    "installment": (_("说定的快到日子"), _("到了日子问消费者：做到没有"), _("去看"), "heart-handshake"),
    "answer": (_("等店家回话"), _("链接发了，还没有回"), _("去催"), "link"),
    "broken": (_("说定的没有做到"), _("已经重新打开，要再调"), _("去办"), "alert-triangle"),
}


def _mediations(viewer: Viewer, station_wide: bool) -> Iterable[Item]:
    """Sessions of today, promised days that are near or past, merchants who have not answered, promises broken."""
    on = today()
    for one in mediations.ahead(viewer=viewer, station_wide=station_wide):
        what, why, act, icon = IN_MEDIATION[one.what]
        yield Item(
            title=f"{what}：{one.case.title}",
            about=one.case.business.name if one.case.business else one.case.place,
            why=str(why),
            act=str(act),
            icon=icon,
            area="sup",
            page="desk:mediation",
            pid=one.mediation.public_id,
            due=Due(
                due_on=one.due_on,
                left=(one.due_on - on).days,
                working=False,
                label=str(what),
                basis=str(_("约定")),
                source=str(_("双方约定的日子")),
            ),
        )


def _unplaced(viewer: Viewer, station_wide: bool) -> Iterable[Item]:
    """Businesses whose address leads to no station: a list to work off, for those who keep the registry."""
    if not any(grant.everywhere for grant in viewer.grants_of(Role.DEPARTMENT)):
        return
    if businesses(viewer, Filters(unseated=True), on=today()).exists():
        yield Item(
            title=str(_("给没有归到站的主体定站")),
            about="",
            why=str(_("地址没有写清楚，要人来定；定了才有人联系")),
            act=str(_("去定")),
            icon="map-pin-question",
            area="sup",
            page="desk:business_unseated",
        )


def _points(viewer: Viewer, station_wide: bool) -> Iterable[Item]:
    """Stars that end soon, for whoever can have them graded again; appeals that wait for another person."""
    if not viewer.has(Role.STATION_OFFICER, Role.STATION_HEAD, Role.DEPARTMENT, Role.VILLAGE_WORKER):
        return
    for one in pressing_points(viewer):
        ends = None
        if one.until:
            ends = Due(
                due_on=one.until,
                left=(one.until - today()).days,
                working=False,
                label=str(_("星级有效期")),
                basis=str(_("评分办法")),
                source=str(_("本局现行的评分办法")),
            )
        yield Item(
            title=str(_("联络点的星快到期") if ends else _("答复星级复核")),
            about=one.point.name,
            why=str(_("到期前重新评估，星就接得上") if ends else _("点上觉得评得不对，要另一人来定")),
            act=str(_("去办")),
            icon="star",
            area="net",
            page="desk:point",
            pid=one.point.public_id,
            due=ends,
        )


CONTRIBUTORS: tuple[Contributor, ...] = (_cases, _complaints, _mediations, _obligations, _points, _unplaced)
