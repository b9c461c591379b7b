"""Reports, for the department that has them and the handler.  For everybody else there are none, counts included."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from yingzhou.base.clock import today
from yingzhou.base.evidence.models import Evidence
from yingzhou.base.refusals import NotFound
from yingzhou.base.trail.models import Event
from yingzhou.base.trail.reading import Asked, Lines, all_lines
from yingzhou.work.accounts.choices import SEPARATED, Role
from yingzhou.work.accounts.models import Officer
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.disputes import rules
from yingzhou.work.disputes.choices import Matter, TipoffState
from yingzhou.work.disputes.models import Informant, Release, Tipoff, TipoffMove, TipoffPaper
from yingzhou.work.disputes.queries import wall
from yingzhou.work.liaison.models import Contact
from yingzhou.work.network.models import Organization, Posting
from yingzhou.work.network.queries import in_force
from yingzhou.work.registry.models import Business

REVEALED = "informant.read"
PAGE = 30
CAP = 1_001


def tipoffs_of(viewer: Viewer) -> QuerySet[Tipoff]:
    """The reports a viewer may know of: as handler, or as the department that has them; never in conflict.

    Nobody stands in for a handler; another is named instead.
    """
    wall.open_for(viewer)
    if not viewer.roles - SEPARATED:
        return Tipoff.objects.none()
    units = wall.units_of(viewer)
    seen = Q(handler=viewer.officer_id)
    if units:
        seen |= Q(unit__in=units) | Q(unit__isnull=True)
    return Tipoff.objects.filter(seen).exclude(_in_conflict(viewer.acts_for))


def tipoff_for(viewer: Viewer, pid: UUID) -> Tipoff:
    """One report; a foreign one answers like an unknown one."""
    found = tipoffs_of(viewer).filter(public_id=pid).select_related("business", "unit", "handler", "merged_into").first()
    if found is None:
        raise NotFound()
    return found


def standing_of(viewer: Viewer, tipoff: Tipoff) -> rules.TipoffStanding:
    """What the rules need to know, for this viewer."""
    units = wall.units_of(viewer)
    return rules.TipoffStanding(
        state=TipoffState(tipoff.state),
        is_unit=bool(units) and (tipoff.unit_id is None or tipoff.unit_id in units),
        is_handler=tipoff.handler_id == viewer.officer_id,
    )


def candidates_for(viewer: Viewer, tipoff: Tipoff) -> tuple[Officer, ...]:
    """Who may be named handler: posted in a working role at a department or a station, and not in conflict."""
    roles = (Role.DEPARTMENT, Role.STATION_HEAD, Role.STATION_OFFICER)
    postings = Posting.objects.filter(in_force(today()), role__in=roles, officer__is_active=True)
    officers = Officer.objects.filter(pk__in=postings.values("officer")).exclude(pk__in=kept_away(tipoff))
    return tuple(officers.order_by("name", "pk")[:200])


@dataclass(frozen=True)
class Tipoffs:
    """One page of a list; `after` leads on, `count` stops at 1,001."""

    rows: tuple[Tipoff, ...]
    after: UUID | None
    count: int


def tipoff_list(*, viewer: Viewer, state: str = "open", after: UUID | None = None) -> Tipoffs:
    """Open ones, the longest waiting first; decided ones, the latest first."""
    found = tipoffs_of(viewer)
    found = found.filter(decided_on__isnull=state == "open")
    order = ("received_on", "pk") if state == "open" else ("-decided_on", "-pk")
    rows = found.select_related("handler", "unit").order_by(*order)
    last = found.filter(public_id=after).values("received_on", "decided_on", "pk").first() if after else None
    if last and state == "open":
        rows = rows.filter(Q(received_on__gt=last["received_on"]) | Q(received_on=last["received_on"], pk__gt=last["pk"]))
    elif last:
        rows = rows.filter(Q(decided_on__lt=last["decided_on"]) | Q(decided_on=last["decided_on"], pk__lt=last["pk"]))
    page = list(rows[: PAGE + 1])
    more = page[PAGE - 1].public_id if len(page) > PAGE else None
    return Tipoffs(tuple(page[:PAGE]), more, found.order_by()[:CAP].count())


@dataclass(frozen=True)
class TipoffMatter:
    """A report with everything its page shows; `informant` says that there is one, never who."""

    tipoff: Tipoff
    standing: rules.TipoffStanding
    duty: rules.ReplyDuty
    reward: rules.ReplyDuty
    moves: tuple[TipoffMove, ...]
    papers: tuple[TipoffPaper, ...]
    has_informant: bool
    is_erased: bool
    waiting: Release | None
    released: tuple[Release, ...]
    earlier: tuple[Tipoff, ...]
    reveals: tuple[Event, ...]
    traces: tuple[rules.Trace, ...]


def tipoff_matter(*, viewer: Viewer, pid: UUID) -> TipoffMatter:
    """The page of a report; NotFound for one the viewer may not know of."""
    tipoff = tipoff_for(viewer, pid)
    informant = Informant.objects.filter(tipoff=tipoff).first()
    releases = list(tipoff.releases.select_related("written_by", "released_by").order_by("pk"))
    waiting = next((one for one in releases if one.released_at is None), None)
    return TipoffMatter(
        tipoff=tipoff,
        standing=standing_of(viewer, tipoff),
        duty=rules.reply_duty(Matter(tipoff.matter), received_on=tipoff.received_on),
        reward=rules.reward_duty(on=today()),
        moves=tuple(tipoff.moves.select_related("officer", "handler").order_by("pk")),
        papers=tuple(tipoff.papers.select_related("evidence").order_by("pk")),
        has_informant=informant is not None and informant.erased_at is None,
        is_erased=informant is not None and informant.erased_at is not None,
        waiting=waiting,
        released=tuple(one for one in releases if one.released_at is not None),
        earlier=earlier_of(viewer, tipoff) if tipoff.is_open else (),
        reveals=tuple(Event.objects.filter(verb=REVEALED, subject_id=tipoff.public_id).order_by("pk")),
        traces=rules.traces_of(waiting.words, identity=identity_in(informant), facts=tipoff.facts) if waiting else (),
    )


def identity_in(informant: Informant | None) -> tuple[str, ...]:
    """What must stand in nothing the target sees: for the machine to compare, never to show."""
    if informant is None or informant.erased_at is not None:
        return ()
    return tuple(filter(None, (informant.name, informant.phone, informant.address, informant.id_number)))


def reveals(*, after: UUID | None = None) -> Lines:
    """Every opening of the vault, for the auditor (the page decides who)."""
    return all_lines(Asked(verb=REVEALED), after=after)


def earlier_of(viewer: Viewer, tipoff: Tipoff) -> tuple[Tipoff, ...]:
    """Other reports of what seems to be the same person about the same target: to be compared by a person, never merged alone.

    The marks narrow it down; the telephone or identity number itself is compared here, and shown to nobody.
    """
    mine = Informant.objects.filter(tipoff=tipoff, erased_at__isnull=True).first()
    if mine is None:
        return ()
    same = Q(informant__phone_mark=mine.phone_mark) if mine.phone_mark else Q(pk__in=())
    if mine.id_mark:
        same |= Q(informant__id_mark=mine.id_mark)
    found = tipoffs_of(viewer).filter(same, informant__erased_at__isnull=True, merged_into__isnull=True)
    found = found.exclude(pk=tipoff.pk).select_related("informant").order_by("-received_on", "-pk")
    return tuple(one for one in found[:20] if is_same_person(mine, one.informant) and is_same_target(tipoff, one))


def is_same_person(one: Informant, other: Informant) -> bool:
    """One telephone number, or one identity number."""
    return bool((one.phone and one.phone == other.phone) or (one.id_number and one.id_number == other.id_number))


def is_same_target(one: Tipoff, other: Tipoff) -> bool:
    if one.business_id or other.business_id:
        return one.business_id == other.business_id
    return one.target_name == other.target_name


def may_see_tipoff(viewer: object, pid: UUID) -> bool:
    """For the lines of the trail and for clocks about a report."""
    return isinstance(viewer, Viewer) and tipoffs_of(viewer).filter(public_id=pid).exists()


def may_see_tipoff_evidence(viewer: object, evidence: Evidence) -> bool:
    """A file of a report is for those who may know of the report."""
    return isinstance(viewer, Viewer) and tipoffs_of(viewer).filter(papers__evidence=evidence).exists()


def _in_conflict(officers: frozenset[int]) -> Q:
    liaison = Contact.objects.filter(
        Q(until__isnull=True) | Q(until__gt=OuterRef("received_on")), officer__in=officers, business=OuterRef("business")
    )
    village = Posting.objects.filter(
        Q(until__isnull=True) | Q(until__gt=OuterRef("received_on")),
        officer__in=officers,
        role=Role.VILLAGE_WORKER,
        organization=OuterRef("business__community"),
    )
    return Q(Exists(liaison)) | Q(Exists(village))


def kept_away(tipoff: Tipoff) -> set[int]:
    """Everyone in conflict with a report: the target's liaisons and village workers since the day of receipt."""
    if tipoff.business_id is None:
        return set()
    business = Business.objects.get(pk=tipoff.business_id)
    since = Q(until__isnull=True) | Q(until__gt=tipoff.received_on)
    liaisons = Contact.objects.filter(since, business=business).values_list("officer_id", flat=True)
    village = Posting.objects.filter(since, role=Role.VILLAGE_WORKER, organization=business.community_id)
    return set(liaisons) | set(village.values_list("officer_id", flat=True))


def department_of(viewer: Viewer) -> Organization | None:
    """The department somebody registers reports for: where they are posted; nobody's where they are posted elsewhere."""
    units = wall.units_of(viewer)
    return Organization.objects.filter(pk__in=units).order_by("pk").first() if units else None
