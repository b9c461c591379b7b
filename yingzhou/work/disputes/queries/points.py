"""Consumer-rights points: the list, one point with its stars, and who may do what there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import get_language

from yingzhou.base.clock import today
from yingzhou.base.documents.issuing import papers_about
from yingzhou.base.documents.models import IssuedPaper
from yingzhou.base.evidence.models import Evidence
from yingzhou.base.refusals import NotFound
from yingzhou.work.accounts.choices import Role
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.cases.models import Case
from yingzhou.work.cases.queries import cases_of
from yingzhou.work.disputes.choices import AppealState, CheckKind
from yingzhou.work.disputes.models import CheckedItem, MediationStudio, PointCheck, StarAppeal, StarAward, StudioMediator
from yingzhou.work.disputes.queries.grading import Graded, graded, grading_on
from yingzhou.work.disputes.queries.star_facts import FactRow, Figures, Period, figures_of
from yingzhou.work.disputes.queries.studios import points_known_to
from yingzhou.work.disputes.rules import stars as rules
from yingzhou.work.liaison.choices import PointKind
from yingzhou.work.liaison.models import ContactPoint
from yingzhou.work.liaison.queries import PointPage, hours_of, point_page
from yingzhou.work.liaison.rules import may_keep
from yingzhou.work.network.queries import in_force

HISTORY = 20


@dataclass(frozen=True)
class PointRow:
    """One line of the list: the point, its stars of today, and whether they end soon."""

    point: ContactPoint
    stars: int
    until: date | None
    ends_soon: bool
    has_studio: bool


@dataclass(frozen=True)
class PointList:
    """A page of points."""

    rows: tuple[PointRow, ...]
    after: UUID | None


@dataclass(frozen=True)
class PointView:
    """One point with all its page shows.  `graded` is None for points that have no stars."""

    point: ContactPoint
    host: str
    hours: tuple[str, ...]
    studio: MediationStudio | None
    award: StarAward | None
    ends_in: int | None
    ends_soon: bool
    graded: Graded | None
    awards: tuple[StarAward, ...]
    checks: tuple[PointCheck, ...]
    appeals: tuple[StarAppeal, ...]
    may: frozenset[str]

    @property
    def stars(self) -> int:
        return self.award.stars if self.award else 0


def point_in_scope(viewer: Viewer, pid: UUID) -> ContactPoint:
    """One point; a foreign one answers like an unknown one."""
    related = ("station", "community", "host_business", "host_organization")
    found = points_known_to(viewer).filter(public_id=pid).select_related(*related).first()
    if found is None:
        raise NotFound
    return found


def point_list(
    viewer: Viewer, *, kind: str = "", words: str = "", stars: int | None = None, ending: bool = False, after: UUID | None = None
) -> PointList:
    """Points in scope by name, narrowed by their stars of today."""
    on = today()
    warn = grading_on(on).warn_days
    found = points_known_to(viewer)
    if stars is not None or ending:
        current = _current(on, OuterRef("pk"))
        found = found.annotate(stars_now=Subquery(current.values("stars")[:1]), ends_on=Subquery(current.values("until")[:1]))
        found = found.filter(kind=PointKind.CONSUMER_RIGHTS)
        if stars is not None:
            found = found.filter(stars_now=stars) if stars else found.filter(stars_now__isnull=True)
        if ending:
            found = found.filter(ends_on__lte=on + timedelta(days=warn))
    page: PointPage = point_page(found, on=on, kind=kind, words=words, after=after)
    held = current_awards(page.points, on=on)
    studios = set(
        MediationStudio.objects.filter(in_force(on), point__in=[one.pk for one in page.points]).values_list("point_id", flat=True)
    )
    rows = tuple(_list_row(one, held.get(one.pk), one.pk in studios, on, warn) for one in page.points)
    return PointList(rows, page.after)


def _list_row(point: ContactPoint, award: StarAward | None, has_studio: bool, on: date, warn: int) -> PointRow:
    until = award.until if award else None
    return PointRow(point, award.stars if award else 0, until, until is not None and (until - on).days <= warn, has_studio)


def _current(on: date, point: Any) -> QuerySet[StarAward]:
    """The award in force on a day, the latest first; one whose appeal was upheld holds no longer."""
    upheld = StarAppeal.objects.filter(state=AppealState.UPHELD, award__isnull=False).values("award")
    return StarAward.objects.filter(point=point, since__lte=on, until__gt=on).exclude(pk__in=upheld).order_by("-since", "-pk")


def current_awards(points: Iterable[ContactPoint], *, on: date) -> dict[int, StarAward]:
    """The award of each of some points on a day.  One query."""
    upheld = StarAppeal.objects.filter(state=AppealState.UPHELD, award__isnull=False).values("award")
    found = StarAward.objects.filter(point__in=[one.pk for one in points], since__lte=on, until__gt=on)
    return {one.point_id: one for one in found.exclude(pk__in=upheld).order_by("since", "pk")}


def award_of(point: ContactPoint, *, on: date) -> StarAward | None:
    """The stars a point has on a day."""
    return _current(on, point).first()


def point_view(viewer: Viewer, pid: UUID) -> PointView:
    """One point, with its stars, what they rest on and what is missing for the next."""
    point, on = point_in_scope(viewer, pid), today()
    is_graded = point.kind == PointKind.CONSUMER_RIGHTS
    found = graded(point) if is_graded else None
    award = award_of(point, on=on) if is_graded else None
    ends_in = (award.until - on).days if award else None
    host = point.host_business or point.host_organization
    return PointView(
        point=point,
        host=host.name if host else "",
        hours=hours_of(point),
        studio=MediationStudio.objects.filter(in_force(on), point=point).first(),
        award=award,
        ends_in=ends_in,
        ends_soon=found is not None and ends_in is not None and ends_in <= found.grading.warn_days,
        graded=found,
        awards=tuple(point.awards.select_related("awarded_by").order_by("-since", "-pk")[:HISTORY]),
        checks=tuple(point.checks.select_related("made_by").order_by("-on", "-pk")[:HISTORY]),
        appeals=tuple(point.appeals.select_related("raised_by", "decided_by", "award").order_by("-raised_at")[:HISTORY]),
        may=may_at(viewer, point) if is_graded else may_at(viewer, point) & {"keep"},
    )


def may_at(viewer: Viewer, point: ContactPoint) -> frozenset[str]:
    """What a viewer may do at a point: keep, self_check, assess, award, appeal, decide."""
    keeps = may_keep(viewer, point.station_id)
    is_station = any(point.station_id in grant.station_ids for grant in viewer.grants_of(Role.STATION_OFFICER, Role.STATION_HEAD))
    village = any(point.community_id in grant.community_ids for grant in viewer.grants_of(Role.VILLAGE_WORKER))
    department = any(grant.everywhere for grant in viewer.grants_of(Role.DEPARTMENT))
    may = {"keep"} if keeps else set()
    if is_station or village:
        may |= {"self_check", "appeal"}
    if department:
        may |= {"assess", "award", "decide"}
    return frozenset(may)


def is_close_to(viewer: Viewer, point: ContactPoint) -> bool:
    """Whether somebody made the last self-check or mediates there: they do not assess the point."""
    last = PointCheck.objects.filter(point=point, kind=CheckKind.SELF).order_by("-on", "-pk").first()
    sits = StudioMediator.objects.filter(in_force(today()), studio__point=point, mediator__officer__in=viewer.acts_for)
    return (last is not None and last.made_by_id in viewer.acts_for) or sits.exists()


@dataclass(frozen=True)
class EvidenceView:
    """The rows behind one number of a point."""

    point: ContactPoint
    words: str
    counts: str
    unit: str
    value: int | None
    rows: tuple[FactRow, ...]
    may_open: frozenset[UUID]


def evidence_of(viewer: Viewer, pid: UUID, item: str) -> EvidenceView:
    """What one number of the rubric was counted from; cases the viewer may not know of are numbers without a link."""
    point = point_in_scope(viewer, pid)
    found = graded(point)
    if item not in found.counted:
        raise NotFound
    rows = found.counted[item].rows
    language = get_language() or "zh-hans"
    asked = [row.case for row in rows if row.case]
    seen: QuerySet[Case] = cases_of(viewer).filter(public_id__in=asked)
    return EvidenceView(
        point=point,
        words=found.grading.words(item, "words", language),
        counts=found.grading.words(item, "counts", language),
        unit=found.grading.words(item, "unit", language),
        value=found.counted[item].value,
        rows=rows,
        may_open=frozenset(seen.values_list("public_id", flat=True)),
    )


@dataclass(frozen=True)
class AwardView:
    """An award as it was given: read from its snapshot alone, and whether that is still what was sealed."""

    award: StarAward
    groups: tuple[tuple[str, tuple[tuple[str, int | None, str, int, int], ...]], ...]
    total: int
    most: int
    is_intact: bool
    papers: tuple[IssuedPaper, ...]
    may_print: bool


def award_for(viewer: Viewer, pid: UUID) -> StarAward:
    """One award of a point in scope."""
    found = StarAward.objects.filter(public_id=pid, point__in=points_known_to(viewer))
    award = found.select_related("point__station", "awarded_by", "assessed__made_by").first()
    if award is None:
        raise NotFound
    return award


def award_view(viewer: Viewer, pid: UUID) -> AwardView:
    """An award with what it rests on."""
    award, language = award_for(viewer, pid), get_language() or "zh-hans"
    told = award.snapshot
    lines = {line["item"]: line for line in told["lines"]}
    rubric = told["rubric"]["value"]
    groups = []
    for name, words in rubric["groups"].items():
        items = tuple(
            (
                rules.in_language(row["words"], language),
                lines[row["id"]]["value"],
                rules.in_language(row.get("unit") or {}, language),
                lines[row["id"]]["points"],
                lines[row["id"]]["most"],
            )
            for row in rubric["items"]
            if row["group"] == name
        )
        groups.append((rules.in_language(words, language), items))
    return AwardView(
        award=award,
        groups=tuple(groups),
        total=told["total"],
        most=told["most"],
        is_intact=rules.digest_of(told) == award.digest,
        papers=tuple(papers_about("award", award.public_id)),
        may_print="award" in may_at(viewer, award.point),
    )


def may_see_award(viewer: Viewer, public_id: UUID) -> bool:
    """Whether the papers of an award are shown: to whoever works with its point."""
    return StarAward.objects.filter(public_id=public_id, point__in=points_known_to(viewer)).exists()


def appeal_for(viewer: Viewer, pid: UUID) -> StarAppeal:
    """One appeal of a point in scope."""
    found = StarAppeal.objects.filter(public_id=pid, point__in=points_known_to(viewer)).select_related("point", "award").first()
    if found is None:
        raise NotFound
    return found


def studio_figures(studio: MediationStudio) -> Figures:
    """This year's small statistics of a studio, as its own diary shows them."""
    on = today()
    return figures_of(studio.point, Period(date(on.year, 1, 1), on + timedelta(days=1), grading_on(on).least_cases))


def may_see_photo(viewer: Viewer, evidence: Evidence) -> bool:
    """A photo of a point is seen by whoever works with the point."""
    return CheckedItem.objects.filter(evidence=evidence, look__point__in=points_known_to(viewer)).exists()
