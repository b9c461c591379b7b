"""一条时间线：everything that happened to one business, over all rooms, newest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from heapq import merge as merge_sorted
from itertools import islice
from typing import Any
from uuid import UUID

from django.db.models import Case as Choose
from django.db.models import DateTimeField, Func, Q, When

from yingzhou.base.clock import SHANGHAI
from yingzhou.base.words import _
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.cases.choices import Kind, Outcome, Stage
from yingzhou.work.cases.models import Case
from yingzhou.work.cases.queries import cases_of
from yingzhou.work.disputes.choices import SettlementState
from yingzhou.work.disputes.queries.mediation import KeptPromise, kept_promises
from yingzhou.work.liaison.models import Contact
from yingzhou.work.registry.choices import PermitKind, SeatedBy
from yingzhou.work.registry.models import Business
from yingzhou.work.registry.queries.history import field_changes
from yingzhou.work.registry.queries.timeline import RegistryEvent, registry_events

PAGE = 30


class EndOfDay(Func):
    """The last moment of a business day."""

    template = "((%(expressions)s + time '23:59:59.999999') AT TIME ZONE 'Asia/Shanghai')"
    output_field = DateTimeField()


@dataclass(frozen=True)
class Strand:
    """One kind of entry the timeline can be narrowed to."""

    name: str
    label: Any
    icon: str
    area: str
    registry: tuple[str, ...] = ()


STRANDS = (
    Strand("registry", _("登记"), "building-store", "sup", ("change", "entered", "founded", "renamed", "premises", "merge")),
    Strand("permits", _("许可证"), "certificate", "sup", ("permit",)),
    Strand("net", _("归属与联络"), "sitemap", "net", ("seat",)),
    Strand("cases", _("事项"), "message-report", "sup"),
)
_BY_KIND = {kind: strand for strand in STRANDS for kind in strand.registry}


@dataclass(frozen=True)
class Entry:
    """One line of the timeline, in words.  `at` is a day where only the day is known; `place` orders and pages."""

    place: tuple[datetime, str]
    at: date
    strand: Strand
    title: Any
    text: Any = ""
    by: str = ""
    chips: tuple[tuple[Any, str], ...] = ()
    case: UUID | None = None

    @property
    def cursor(self) -> str:
        moment, key = self.place
        return f"{moment.astimezone(UTC).isoformat()}~{key}"


@dataclass(frozen=True)
class Timeline:
    """One page of it; `more` is the cursor of the next, empty at the end."""

    entries: list[Entry] = field(default_factory=list)
    more: str = ""


def timeline_of(
    business: Business, viewer: Viewer, *, contacts: Iterable[Contact], strand: str = "", cursor: str = "", size: int = PAGE
) -> Timeline:
    """One page of the timeline, narrowed to a strand.  The caller has been let see the business; each room narrows to
    what the viewer may know of."""
    before = place_of(cursor)
    chosen = next((one for one in STRANDS if one.name == strand), None)
    sources: list[Iterable[Entry]] = [_from_registry(business, chosen, before, size + 1)]
    if chosen is None or chosen.name == "net":
        sources.append(_from_liaison(contacts, before))
    if chosen is None or chosen.name == "cases":
        sources.append(_from_cases(business, viewer, before, size + 1))
        sources.append(_from_mediations(business, viewer, before, size + 1))
    found = list(islice(merge_sorted(*sources, key=lambda entry: entry.place, reverse=True), size + 1))
    return Timeline(found[:size], found[size - 1].cursor if len(found) > size else "")


def place_of(cursor: str) -> tuple[datetime, str] | None:
    """The place a cursor names; None, the beginning, for what is no cursor."""
    moment, parted, key = cursor.partition("~")
    try:
        at = datetime.fromisoformat(moment)
    except ValueError:
        return None
    return (at, key) if parted and at.tzinfo else None


def _from_registry(business: Business, strand: Strand | None, before: tuple[datetime, str] | None, limit: int) -> Iterator[Entry]:
    kinds = strand.registry if strand else ()
    if strand is not None and not kinds:
        return iter(())
    return (_entry(event) for event in registry_events(business, kinds=kinds, before=before, limit=limit))


def _entry(event: RegistryEvent) -> Entry:
    title, text, chips = _TELLERS[event.kind](event.facts)
    is_day = event.kind not in ("change", "entered", "merge")
    local = event.at.astimezone(SHANGHAI)
    return Entry(
        place=(event.at, event.key),
        at=local.date() if is_day else local,
        strand=_BY_KIND[event.kind],
        title=title,
        text=text,
        by=event.by,
        chips=chips,
    )


Told = tuple[Any, Any, tuple[tuple[Any, str], ...]]


def _tell_change(facts: dict[str, Any]) -> Told:
    changes = field_changes(facts["fields"])
    title = _("改了%(what)s") % {"what": "、".join(str(one.label) for one in changes)}
    text = "；".join(f"{one.label}：{one.old or '—'} → {one.new or '—'}" for one in changes)
    return title, text, ((_("随导入"), "line"),) if facts["source"].startswith("import") else ()


def _tell_entered(facts: dict[str, Any]) -> Told:
    return _("建档"), facts["name"], ()


def _tell_founded(facts: dict[str, Any]) -> Told:
    return _("登记成立"), "", ()


def _tell_renamed(facts: dict[str, Any]) -> Told:
    return _("更名"), _("原名：%(name)s") % facts, ()


def _tell_permit(facts: dict[str, Any]) -> Told:
    name = facts["title"] or PermitKind(facts["kind"]).label
    verb = {"issued": _("取得%(name)s"), "ended": _("终止%(name)s"), "expires": _("%(name)s到期")}[facts["what"]]
    return verb % {"name": name}, "　".join(filter(None, (facts["number"], facts["why"]))), ()


def _tell_premises(facts: dict[str, Any]) -> Told:
    return (_("启用经营场所") if facts["what"] == "opened" else _("停用经营场所")), facts["address"], ()


def _tell_seat(facts: dict[str, Any]) -> Told:
    where = " · ".join(filter(None, (facts["station"], facts["community"])))
    return _("归到%(where)s") % {"where": where}, facts["why"], ((SeatedBy(facts["how"]).label, "line"),)


def _tell_merge(facts: dict[str, Any]) -> Told:
    return _("并入“%(name)s”") % facts, facts["why"], ((_("已撤销"), "line"),) if facts["undone"] else ()


_TELLERS = {
    "change": _tell_change,
    "entered": _tell_entered,
    "founded": _tell_founded,
    "renamed": _tell_renamed,
    "permit": _tell_permit,
    "premises": _tell_premises,
    "seat": _tell_seat,
    "merge": _tell_merge,
}


def _from_liaison(contacts: Iterable[Contact], before: tuple[datetime, str] | None) -> list[Entry]:
    """Who became the liaison when."""
    strand = next(one for one in STRANDS if one.name == "net")
    entries = [
        Entry(
            place=(datetime.combine(contact.since, time(), tzinfo=SHANGHAI), f"liaison:{contact.pk}"),
            at=contact.since,
            strand=strand,
            title=_("%(name)s任联络员") % {"name": contact.officer.name},
        )
        for contact in sorted(contacts, key=lambda one: (one.since, f"liaison:{one.pk}"), reverse=True)
    ]
    return [entry for entry in entries if before is None or entry.place < before]


def _from_cases(business: Business, viewer: Viewer, before: tuple[datetime, str] | None, limit: int) -> list[Entry]:
    """When matters came in and when they were closed, of those the viewer may know of; also of rows merged into this one.

    One query: the `limit` cases whose latest line before the place is the latest; an earlier case has no line among the
    first `limit`.
    """
    strand = next(one for one in STRANDS if one.name == "cases")
    at = before[0] if before else datetime.max.replace(tzinfo=UTC)
    known = (
        cases_of(viewer)
        .filter(Q(business=business) | Q(business__merged_into=business), received_at__lte=at)
        .annotate(ended=EndOfDay("closed_on"))
        .annotate(latest=Choose(When(ended__lte=at, then="ended"), default="received_at"))
        .select_related("handler")
        .order_by("-latest")[:limit]
    )
    entries = [entry for case in known for entry in _told_of(case, strand)]
    entries.sort(key=lambda entry: entry.place, reverse=True)
    return [entry for entry in entries if before is None or entry.place < before]


def _told_of(case: Case, strand: Strand) -> Iterator[Entry]:
    yield _came(case, strand)
    if case.closed_on is not None:
        yield _went(case, case.closed_on, strand)


def _came(case: Case, strand: Strand) -> Entry:
    return Entry(
        place=(case.received_at, f"case-came:{case.pk}"),
        at=case.received_at.astimezone(SHANGHAI),
        strand=strand,
        title=_("%(kind)s：%(title)s") % {"kind": Kind(case.kind).label, "title": case.title},
        text=case.number,
        by=case.handler.name if case.handler else "",
        chips=() if case.stage == Stage.CLOSED else ((Stage(case.stage).label, "soon"),),
        case=case.public_id,
    )


def _went(case: Case, closed_on: date, strand: Strand) -> Entry:
    days = (closed_on - case.received_at.astimezone(SHANGHAI).date()).days
    return Entry(
        place=(datetime.combine(closed_on, time.max, tzinfo=SHANGHAI), f"case-went:{case.pk}"),
        at=closed_on,
        strand=strand,
        title=_("办结：%(title)s") % {"title": case.title},
        text=_("用时 %(days)s 天") % {"days": days},
        by=case.handler.name if case.handler else "",
        chips=((Outcome(case.outcome).label, "done"),) if case.outcome else (),
        case=case.public_id,
    )


#: What became of an agreement → what is said of it.
PROMISES = {
    SettlementState.PERFORMED: (_("调解成了，已履行"), "done"),
    SettlementState.BROKEN: (_("调解说定的没有做到"), "late"),
}


def _from_mediations(business: Business, viewer: Viewer, before: tuple[datetime, str] | None, limit: int) -> list[Entry]:
    """What was agreed, kept or broken, in matters the viewer may know of; nothing of the consumer, nothing of the terms."""
    known = cases_of(viewer).filter(Q(business=business) | Q(business__merged_into=business))
    found = [entry for one in kept_promises(business, cases=known, limit=limit) for entry in _promised(one)]
    found.sort(key=lambda entry: entry.place, reverse=True)
    return [entry for entry in found if before is None or entry.place < before]


def _promised(one: KeptPromise) -> Iterator[Entry]:
    yield _of_promise(one, "signed", one.signed_on, _("调解谈成了"), "line")
    if one.over_on is not None and one.state in PROMISES:
        yield _of_promise(one, "over", one.over_on, *PROMISES[one.state])


def _of_promise(one: KeptPromise, step: str, day: date, title: Any, tone: str) -> Entry:
    return Entry(
        place=(datetime.combine(day, time.max, tzinfo=SHANGHAI), f"settlement-{step}:{one.settlement}"),
        at=day,
        strand=next(strand for strand in STRANDS if strand.name == "cases"),
        title=title,
        chips=((one.state.label, tone),),
        case=one.case,
    )
