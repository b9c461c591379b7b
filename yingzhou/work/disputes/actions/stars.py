"""自评、评估、授星、复核: every step by another hand, and nothing of it changed afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from yingzhou.base.clock import now, today
from yingzhou.base.documents.issuing import issue, papers_about
from yingzhou.base.documents.models import IssuedPaper
from yingzhou.base.evidence.models import Evidence
from yingzhou.base.trail.watching import check_sealing
from yingzhou.base.trail.writing import record
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.disputes.choices import AppealState, CheckKind
from yingzhou.work.disputes.models import CheckedItem, PointCheck, StarAppeal, StarAward
from yingzhou.work.disputes.queries.grading import facts_of, graded, grading_on, latest_check
from yingzhou.work.disputes.queries.points import is_close_to, may_at
from yingzhou.work.disputes.rules import stars as rules
from yingzhou.work.liaison.choices import PointKind
from yingzhou.work.liaison.models import ContactPoint


@dataclass(frozen=True)
class Seen:
    """What was seen for one item: a number (yes is 1), and a photo where there is one."""

    value: int
    evidence: Evidence | None = None


@transaction.atomic
def check_self(*, point: ContactPoint, seen: Mapping[str, Seen], by: Viewer, words: str = "") -> PointCheck:
    """自评: the station or the village of the point says, with the host, what is there.  Items of the assessor are left out."""
    point = _held(point)
    if "self_check" not in may_at(by, point):
        raise rules.NotForThisPoint(who=rules.SELF_CHECKERS)
    return _look(point, CheckKind.SELF, seen, (rules.SELF,), words, by)


@transaction.atomic
def assess(*, point: ContactPoint, seen: Mapping[str, Seen], by: Viewer, words: str = "") -> PointCheck:
    """评估: somebody who does not keep the point goes there and says what they saw, self-checked items included."""
    point = _held(point)
    may = may_at(by, point)
    if "assess" not in may:
        raise rules.NotForThisPoint(who=rules.DEPARTMENT)
    if "self_check" in may or is_close_to(by, point):
        raise rules.AssessorKeepsThePoint()
    return _look(point, CheckKind.ASSESSOR, seen, (rules.SELF, rules.ASSESSOR), words, by)


@transaction.atomic
def award_stars(*, point: ContactPoint, by: Viewer) -> StarAward:
    """授星: as many as the evidence of today carries, neither more nor fewer, with a snapshot of all of it."""
    check_sealing()
    point, on = _held(point), today()
    if "award" not in may_at(by, point):
        raise rules.NotForThisPoint(who=rules.DEPARTMENT)
    found = graded(point, on=on)
    visit = latest_check(point, CheckKind.ASSESSOR)
    rules.check_assessment(visit.on if visit else None, today=on, days=found.grading.assessment_valid_days)
    if visit is None:  # refused above
        raise rules.NotAssessed(days=found.grading.assessment_valid_days)
    rules.check_award(found.score, assessor_id=visit.made_by_id, by_id=by.officer_id)
    face = {"id": str(point.public_id), "name": point.name, "address": point.address, "station": point.station.name}
    told = rules.snapshot(found.grading, found.score, facts_of(found), face)
    digest = rules.digest_of(told)
    try:
        with transaction.atomic():
            award = StarAward.objects.create(
                point=point,
                stars=found.score.stars,
                since=on,
                until=rules.valid_until(on, found.grading.valid_years),
                assessed=visit,
                snapshot=told,
                digest=digest,
                awarded_by_id=by.officer_id,
                awarded_at=now(),
            )
    except IntegrityError as fault:
        raise rules.AwardedToday() from fault
    record(
        "point.award",
        award,
        by=by,
        point=point.public_id,
        stars=award.stars,
        points=found.score.total,
        rubric_since=found.grading.since,
        assessed=visit.public_id,
        until=award.until,
        digest=digest,
    )
    return award


@transaction.atomic
def print_award(*, award: StarAward, by: Viewer) -> IssuedPaper:
    """The paper that tells the host: numbered, sealed by the bureau, once an award; pressed again, it gives the same one."""
    point = _held(award.point)
    if "award" not in may_at(by, point):
        raise rules.NotForThisPoint(who=rules.DEPARTMENT)
    if kept := papers_about("award", award.public_id):
        return kept[0]
    host = point.host_business or point.host_organization
    told = award.snapshot["rubric"]
    values = {
        "addressee": host.name if host else point.name,
        "point": award.snapshot["point"]["name"],
        "stars": str(rules.STAR_WORDS[award.stars]),
        "rubric": f"{told['source']}（{told['value']['version']}）",
        "assessed_on": award.assessed.on,
        "valid_until": award.until,
    }
    paper = issue(kind="points.award", about="award", about_id=award.public_id, on=award.since, values=values, by=by)
    record("point.print_award", award, by=by, paper=paper.public_id)
    return paper


@transaction.atomic
def appeal_stars(*, point: ContactPoint, words: str, by: Viewer, award: StarAward | None = None) -> StarAppeal:
    """复核申请: the point objects, to the stars it was given or to those it was not."""
    point = _held(point)
    if "appeal" not in may_at(by, point):
        raise rules.NotForThisPoint(who=rules.SELF_CHECKERS)
    try:
        with transaction.atomic():
            appeal = StarAppeal.objects.create(
                point=point, award=award, words=words.strip(), raised_by_id=by.officer_id, raised_at=now()
            )
    except IntegrityError as fault:
        raise rules.AppealWaits() from fault
    record("point.appeal", appeal, by=by, point=point.public_id, award=award.public_id if award else None)
    return appeal


@transaction.atomic
def decide_appeal(*, appeal: StarAppeal, upheld: bool, answer: str, by: Viewer) -> StarAppeal:
    """The answer, by somebody who neither asked nor gave.  Upheld: those stars end, and the point is looked at again."""
    check_sealing()
    appeal = StarAppeal.objects.select_for_update(of=("self",)).select_related("point__station", "award").get(pk=appeal.pk)
    if "decide" not in may_at(by, appeal.point):
        raise rules.NotForThisPoint(who=rules.DEPARTMENT)
    if appeal.state != AppealState.OPEN:
        raise rules.AppealDecided()
    if by.officer_id in (appeal.raised_by_id, appeal.award.awarded_by_id if appeal.award else None):
        raise rules.AppealByAnother()
    appeal.state = AppealState.UPHELD if upheld else AppealState.REJECTED
    appeal.decided_by_id, appeal.decided_at, appeal.answer = by.officer_id, now(), answer.strip()
    appeal.save(update_fields=["state", "decided_by", "decided_at", "answer"])
    record("point.decide_appeal", appeal, by=by, point=appeal.point.public_id, upheld=upheld)
    return appeal


def _held(point: ContactPoint) -> ContactPoint:
    found = ContactPoint.objects.select_for_update(of=("self",)).select_related("station").get(pk=point.pk)
    if found.kind != PointKind.CONSUMER_RIGHTS:
        raise rules.NotGraded(name=found.name)
    return found


def _look(
    point: ContactPoint, kind: CheckKind, seen: Mapping[str, Seen], sources: tuple[str, ...], words: str, by: Viewer
) -> PointCheck:
    grading = grading_on(today())
    asked = {row["id"] for row in grading.items_from(*sources)}
    look = PointCheck.objects.create(
        point=point,
        kind=kind,
        on=today(),
        rubric_since=grading.since,
        made_by_id=by.officer_id,
        made_at=now(),
        words=words.strip(),
    )
    CheckedItem.objects.bulk_create(
        CheckedItem(look=look, item=name, value=one.value, evidence=one.evidence)
        for name, one in sorted(seen.items())
        if name in asked
    )
    told = {name: one.value for name, one in sorted(seen.items()) if name in asked}
    record("point.check", look, by=by, point=point.public_id, kind=kind, items=told)
    return look
