"""待办: one list per person over all rooms, by legal risk, each line saying why it is theirs.

A room that has work for people adds a contributor below; the rooms themselves know nothing of the list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from yingzhou.base.clock import today
from yingzhou.base.words import _
from yingzhou.work.accounts.choices import Role
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.cases import queries as cases
from yingzhou.work.cases.choices import Kind
from yingzhou.work.disputes.queries import mediation as mediations
from yingzhou.work.disputes.queries.pressing import pressing_complaints
from yingzhou.work.disputes.queries.pressing_points import pressing_points
from yingzhou.work.hazards.queries import pressing_hazards
from yingzhou.work.inspections.queries.pressing import Pressing, pressing_inspections
from yingzhou.work.liaison.queries.promises import open_promises
from yingzhou.work.liaison.queries.proposals import waiting_proposals
from yingzhou.work.liaison.queries.silence import COUNT_CAP, silent_count
from yingzhou.work.network.queries.obligations import obligations, organizations_of
from yingzhou.work.overview.queries.todo_items import RISK_WORDS, Due, Item, Risk, TodoGroup, TodoList
from yingzhou.work.registry.queries.businesses import Filters, businesses
from yingzhou.work.visits import queries as visits
from yingzhou.work.visits.queries.plan.scope import unsettled

NEXT_WEEKS = timedelta(days=21)
MOST = 100


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


def _hazards(viewer: Viewer, station_wide: bool) -> Iterable[Item]:
    """Hazards whose next step is this person's: to advise, to look at proof, to recheck, to close, to approve."""
    for line in pressing_hazards(viewer=viewer, station_wide=station_wide):
        yield Item(
            title=f"{line.act}：{line.hazard.item_words}",
            about=line.hazard.business.name,
            why=line.why,
            act=line.act,
            icon=CASE_ICONS[Kind.HAZARD],
            area="sup",
            page="desk:hazard",
            pid=line.hazard.public_id,
            due=Due(
                due_on=line.due_on,
                left=(line.due_on - today()).days,
                working=False,
                label=str(_("请店家改好的日子")),
                basis=str(_("自定承诺")),
                source=str(_("由办理人员定，出厂天数按等级；不是法定期限。")),
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


def _inspections(viewer: Viewer, station_wide: bool) -> Iterable[Item]:
    """Results and plans to be made public by a clock of the law, approvals that wait, terms to look after."""
    for line in pressing_inspections(viewer=viewer):
        yield Item(
            title=line.title,
            about=line.about,
            why=line.why,
            act=line.act,
            icon="clipboard-check",
            area="sup",
            page=line.page,
            pid=line.pid,
            due=_due_of_inspection(line),
        )


def _due_of_inspection(line: Pressing) -> Due | None:
    if line.clock is not None:
        return Due(
            due_on=line.clock.due_strict,
            left=line.clock.days_left,
            working=line.clock.is_working,
            label=line.clock.label,
            basis=line.clock.article,
            source=line.clock.source,
            is_statutory=True,
            is_provisional=line.clock.is_provisional,
            used=line.clock.used,
        )
    if line.due_on is None:
        return None
    day = str(_("约定"))
    return Due(due_on=line.due_on, left=(line.due_on - today()).days, working=False, label=line.title, basis=day, source=line.why)


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


def _plans(viewer: Viewer, station_wide: bool) -> Iterable[Item]:
    """Next week's visits, for whoever settles them."""
    for station in unsettled(viewer, on=today()):
        yield Item(
            title=str(_("下周的计划还没定")),
            about=station.name,
            why=str(_("周一就要照着走；没有它，手机上是空的")),
            act=str(_("去排")),
            icon="route",
            area="sup",
            page="desk:plan_list",
        )


def _two_copies(viewer: Viewer, station_wide: bool) -> Iterable[Item]:
    """Visits of which two copies came that differ, for whoever decides between them."""
    if not viewer.has(*visits.DECIDERS):
        return
    for one in visits.open_conflicts(viewer):
        yield Item(
            title=str(_("同一次走访来了两份，定下用哪一份")),
            about=one.visit.business.name,
            why=str(_("手机上交来的两份不一样，两份都留着，要人逐项来定")),
            act=str(_("去比对")),
            icon="walk",
            area="sup",
            page="desk:visit_conflict",
            pid=one.public_id,
        )


def _silence(viewer: Viewer, station_wide: bool) -> Iterable[Item]:
    """How many businesses nobody has been in touch with for too long, for whoever answers for a station."""
    count = silent_count(viewer, on=today()) if viewer.has(Role.STATION_HEAD) else 0
    if count:
        yield Item(
            title=str(_("多久没联系：{count} 户过了期限")).format(count=f"{COUNT_CAP - 1}+" if count >= COUNT_CAP else count),
            about="",
            why=str(_("本站的联络由站长管，期限是本局自定的")),
            act=str(_("看名单")),
            icon="user-check",
            area="net",
            page="desk:liaison_silent",
        )


def _point_promises(viewer: Viewer, station_wide: bool) -> Iterable[Item]:
    """What was promised at contact points and is not done yet."""
    on, label, source = today(), str(_("答应的日子")), str(_("在联系点上说定的日子"))
    for one in open_promises(viewer, on=on, station_wide=station_wide):
        yield Item(
            title=one.text,
            about=one.point.name,
            why=str(_("在联系点上答应{whom}的")).format(whom=one.to_whom),
            act=str(_("去办")),
            icon="heart-handshake",
            area="net",
            page="desk:point",
            pid=one.point.public_id,
            due=Due(one.due_on, (one.due_on - on).days, working=False, label=label, basis=str(_("约定")), source=source),
        )


def _proposals(viewer: Viewer, station_wide: bool) -> Iterable[Item]:
    """Proposals of who looks after whom that wait for this person's word."""
    for one in waiting_proposals(viewer):
        yield Item(
            title=str(_("定派户建议：{where}")).format(where=one.station.name if one.station else _("全区")),
            about="",
            why=str(_("算好了，等您看过再定")),
            act=str(_("去看")),
            icon="user-check",
            area="net",
            page="desk:liaison_proposal",
            pid=one.public_id,
        )


CONTRIBUTORS: tuple[Contributor, ...] = (
    _cases,
    _hazards,
    _complaints,
    _inspections,
    _mediations,
    _obligations,
    _plans,
    _points,
    _two_copies,
    _point_promises,
    _proposals,
    _silence,
    _unplaced,
)
