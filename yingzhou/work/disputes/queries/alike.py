"""Complaints that look alike, for the department: who complains stays masked, and nothing here decides."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, Min, Q, QuerySet

from yingzhou.base.clock import today
from yingzhou.base.refusals import NotFound
from yingzhou.base.secrets.blinding import blinds
from yingzhou.engines.matching import likeness
from yingzhou.work.accounts.choices import Role
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.disputes.models import Complainant, Complaint, DuplicateLink, RepeatNote
from yingzhou.work.disputes.queries.scope import complaint_for, complaints_of
from yingzhou.work.disputes.rules import alike as rules
from yingzhou.work.disputes.rules import blinds as marks
from yingzhou.work.registry.rules.people import phone_mask

REVIEWERS = (Role.DEPARTMENT,)
MOST_MET = 500
MOST_SHOWN = 30
GROUPS = ("phone", "address", "trader")


@dataclass(frozen=True)
class Alike:
    """A complaint that looks like the one in hand, and in what."""

    pid: UUID
    number: str
    received_on: date
    respondent: str
    state: str
    same_phone: bool
    same_address: bool
    same_trader: bool
    likeness: int
    is_linked: bool
    is_earlier: bool

    @property
    def weight(self) -> int:
        return 100 * (self.same_phone + self.same_address + self.same_trader) + self.likeness


@dataclass(frozen=True)
class AlikePage:
    """Everything the page of one complaint's likenesses shows."""

    complaint: Complaint
    signals: tuple[rules.Signal, ...]
    found: list[Alike]
    links: list[DuplicateLink]
    notes: list[RepeatNote]
    limits: rules.Thresholds
    is_capped: bool


def may_review(viewer: Viewer) -> bool:
    return any(grant.everywhere for grant in viewer.grants_of(*REVIEWERS))


def reviewed(viewer: Viewer, pid: UUID) -> Complaint:
    """One complaint for its reviewer; NotFound for anybody else."""
    if not may_review(viewer):
        raise NotFound
    return complaint_for(viewer, pid)


def alike_for(*, viewer: Viewer, pid: UUID) -> AlikePage:
    """What looks like one complaint, the signals of article 17 as facts, and what people noted."""
    complaint = reviewed(viewer, pid)
    people = list(complaint.complainants.all())
    met = _Met(complaint, people)
    limits = rules.thresholds(complaint.received_on)
    linked = _linked(complaint)
    found = [_alike(one, met, linked) for one in met.others]
    told = sorted((one for one in found if _is_alike(one, limits)), key=lambda one: (-one.weight, one.received_on), reverse=False)
    return AlikePage(
        complaint=complaint,
        signals=met.signals(limits),
        found=told[:MOST_SHOWN],
        links=list(
            DuplicateLink.objects.filter(Q(complaint=complaint) | Q(earlier=complaint))
            .select_related("complaint__case", "earlier__case", "linked_by", "ended_by")
            .order_by("-linked_at")
        ),
        notes=list(complaint.repeat_notes.select_related("by").order_by("-at")),
        limits=limits,
        is_capped=len(told) > MOST_SHOWN or met.is_capped,
    )


def signals_of(complaint: Complaint) -> tuple[rules.Signal, ...]:
    """The signals of one complaint as they stand now."""
    return _Met(complaint, list(complaint.complainants.all())).signals(rules.thresholds(complaint.received_on))


class _Met:
    """All complaints that share a telephone, an address or the respondent with one, inside a window on either side."""

    def __init__(self, complaint: Complaint, people: list[Complainant]) -> None:
        self.complaint = complaint
        self.phones = {code for one in people for code in _codes(marks.phone_digits(one.phone), marks.PHONE)}
        self.addresses = {code for one in people for code in _codes(marks.address_key(one.address), marks.ADDRESS)}
        window = timedelta(days=rules.thresholds(complaint.received_on).days)
        shares = Q(respondent_name=complaint.respondent_name)
        if complaint.respondent_id:
            shares |= Q(respondent_id=complaint.respondent_id)
        if self.phones:
            shares |= Q(complainants__phone_blind__in=self.phones)
        if self.addresses:
            shares |= Q(complainants__address_blind__in=self.addresses)
        near = Q(received_on__range=(complaint.received_on - window, complaint.received_on + window))
        found = list(
            Complaint.objects.filter(near & shares)
            .distinct()
            .select_related("case")
            .prefetch_related("complainants")
            .order_by("-received_on", "-pk")[: MOST_MET + 1]
        )
        self.is_capped = len(found) > MOST_MET
        self.all = found[:MOST_MET]
        self.others = [one for one in self.all if one.pk != complaint.pk]
        self.words = f"{complaint.request}\n{complaint.facts}"

    def shares_phone(self, one: Complaint) -> bool:
        return any(person.phone_blind in self.phones for person in one.complainants.all())

    def shares_address(self, one: Complaint) -> bool:
        return any(person.address_blind in self.addresses for person in one.complainants.all())

    def shares_trader(self, one: Complaint) -> bool:
        same = one.respondent_id is not None and one.respondent_id == self.complaint.respondent_id
        return same or one.respondent_name == self.complaint.respondent_name

    def like(self, one: Complaint) -> int:
        return likeness(self.words, f"{one.request}\n{one.facts}")

    def signals(self, limits: rules.Thresholds) -> tuple[rules.Signal, ...]:
        by_phone = [one for one in self.all if self.shares_phone(one)]
        by_address = [one for one in self.all if self.shares_address(one)]
        of_trader = [one for one in self.all if self.shares_trader(one)]
        return rules.signals(
            by_phone=self._met(by_phone),
            by_address=self._met(by_address),
            of_trader=self._met(of_trader),
            phones=len({person.phone_blind for one in of_trader for person in one.complainants.all() if person.phone_blind}),
            names=(self._names(by_phone, self.phones, "phone_blind"), self._names(by_address, self.addresses, "address_blind")),
            on=self.complaint.received_on,
        )

    def _met(self, found: Iterable[Complaint]) -> list[rules.Met]:
        return [
            rules.Met(one.received_on, one.respondent_name, 0 if one.pk == self.complaint.pk else self.like(one)) for one in found
        ]

    def _names(self, found: Iterable[Complaint], codes: set[str], column: str) -> int:
        """How many names use one telephone or address; the names themselves are shown to nobody."""
        return len(
            {
                person.name.strip()
                for one in found
                for person in one.complainants.all()
                if getattr(person, column) in codes and person.name.strip()
            }
        )


def _codes(text: str, purpose: str) -> list[str]:
    return blinds(text, purpose) if text else []


def _alike(one: Complaint, met: _Met, linked: set[int]) -> Alike:
    return Alike(
        pid=one.public_id,
        number=one.platform_number or one.case.number,
        received_on=one.received_on,
        respondent=one.respondent_name,
        state=str(one.get_state_display()),
        same_phone=met.shares_phone(one),
        same_address=met.shares_address(one),
        same_trader=met.shares_trader(one),
        likeness=met.like(one),
        is_linked=one.pk in linked,
        is_earlier=one.received_on <= met.complaint.received_on,
    )


def _is_alike(one: Alike, limits: rules.Thresholds) -> bool:
    """The same person, or the same respondent with a like story."""
    if one.same_phone or one.same_address:
        return True
    return one.same_trader and one.likeness >= limits.percent


def _linked(complaint: Complaint) -> set[int]:
    links = DuplicateLink.objects.filter(Q(complaint=complaint) | Q(earlier=complaint), ended_at__isnull=True)
    return {pk for pair in links.values_list("complaint_id", "earlier_id") for pk in pair} - {complaint.pk}


@dataclass(frozen=True)
class Group:
    """Complaints that share one thing: what (masked), how many, about how many businesses, from when to when."""

    label: str
    count: int
    traders: int
    since: date
    until: date
    newest: UUID


@dataclass(frozen=True)
class RepeatsPage:
    """The view of repeated complaints: groups by one thing they share, the largest first."""

    by: str
    groups: list[Group]
    limits: rules.Thresholds
    since: date


_SHARED = {"phone": "complainants__phone_blind", "address": "complainants__address_blind", "trader": "respondent_name"}


def repeats(*, viewer: Viewer, by: str) -> RepeatsPage:
    """Groups of the last days that reach the threshold; who complains is masked."""
    if not may_review(viewer) or by not in GROUPS:
        raise NotFound
    limits = rules.thresholds(today())
    since = today() - timedelta(days=limits.days - 1)
    shared = _SHARED[by]
    found = (
        complaints_of(viewer)
        .filter(received_on__gte=since)
        .exclude(**{shared: ""})
        .exclude(**{f"{shared}__isnull": True})
        .values(shared)
        .annotate(
            count=Count("pk", distinct=True),
            traders=Count("respondent_name", distinct=True),
            first=Min("received_on"),
            last=Max("received_on"),
            newest=Max("pk"),
        )
        .filter(count__gte=limits.count)
        .order_by("-count", "-newest")[:MOST_SHOWN]
    )
    rows = list(found)
    newest = _newest(complaints_of(viewer), [row["newest"] for row in rows])
    groups = [
        Group(
            label=_label(by, row[shared], newest[row["newest"]]),
            count=row["count"],
            traders=row["traders"],
            since=row["first"],
            until=row["last"],
            newest=newest[row["newest"]].public_id,
        )
        for row in rows
    ]
    return RepeatsPage(by=by, groups=groups, limits=limits, since=since)


def _newest(found: QuerySet[Complaint], ids: list[int]) -> dict[int, Complaint]:
    return {one.pk: one for one in found.filter(pk__in=ids).prefetch_related("complainants")}


def _label(by: str, shared: Any, complaint: Complaint) -> str:
    if by == "trader":
        return str(shared)
    person = next((one for one in complaint.complainants.all() if shared in (one.phone_blind, one.address_blind)), None)
    if person is None:
        return "●●●"
    return phone_mask(marks.phone_digits(person.phone)) if by == "phone" else f"{person.address[:4]}●●●"
