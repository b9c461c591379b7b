"""One case with everything its page shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from yingzhou.base.clock import day_of
from yingzhou.base.evidence.models import Evidence
from yingzhou.base.trail.models import Event
from yingzhou.base.words import _
from yingzhou.engines.lifecycle import Durations, Party, Standing
from yingzhou.work.accounts.models import Officer
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.cases import rules
from yingzhou.work.cases.choices import Kind, Made, Paper, Purpose
from yingzhou.work.cases.models import Attachment, Case, Extension, Move, OutcomeAnswer, Raiser
from yingzhou.work.cases.queries.clock import CountedDay, Promised, counted_days, promised
from yingzhou.work.cases.queries.counts import durations_of
from yingzhou.work.cases.queries.proposal import Candidate, Proposal, candidates_at, proposal_for
from yingzhou.work.cases.queries.scope import case_for, cases_of, cases_with_papers, facts_of

LOG_LINES = 30
VERB_WORDS = {
    "case.open": _("收到"),
    "case.read": _("看了这件事"),
    "case.dispatch": _("交办"),
    "case.assign": _("定了承办人"),
    "case.start": _("开始办理"),
    "case.send_back": _("退回受理"),
    "case.hand_in": _("办好，交核查"),
    "case.redo": _("核查没过，退回再办"),
    "case.close": _("办结"),
    "case.reopen": _("重新打开"),
    "case.withdraw": _("撤回"),
    "case.merge": _("并入另一件"),
    "case.ask_extension": _("申请延期"),
    "case.extend": _("批复延期"),
    "case.escalate": _("督办"),
    "case.note": _("记了一笔"),
    "case.attach": _("附了材料"),
    "case.answer": _("答了“真的解决了吗”"),
    "raiser.read": _("看了提出人身份"),
    "raiser.erase": _("按期删除了提出人姓名电话"),
}


@dataclass(frozen=True)
class RaiserMask:
    """What everyone who sees the case may know of whoever raised it: that there is something, never what."""

    has_name: bool
    has_phone: bool
    reach: str
    may_reveal: bool
    times_read: int


@dataclass(frozen=True)
class LogLine:
    """Who saw or did what, when: 谁看过、谁动过."""

    at: datetime
    who: str
    what: str
    purpose: str = ""


@dataclass(frozen=True)
class Matter:
    """A case, where it stands, what this viewer may do with it, and what was done."""

    case: Case
    moves: list[Move]
    papers: list[Attachment]
    answers: list[OutcomeAnswer]
    extension: Extension | None
    raiser: RaiserMask | None
    log: list[LogLine]
    spent: Durations
    may: frozenset[str]
    parties: frozenset[Party]
    proposal: Proposal | None
    candidates: tuple[Candidate, ...]
    promised: Promised
    counted: list[CountedDay]
    latest_extension: date
    has_proof: bool

    @property
    def is_handler(self) -> bool:
        return Party.HANDLER in self.parties

    @property
    def is_head(self) -> bool:
        return Party.HEAD in self.parties


def matter(*, viewer: Viewer, pid: UUID) -> Matter:
    """The page of a case; NotFound for one the viewer may not know of."""
    case = case_for(viewer, pid)
    facts = facts_of(viewer, case)
    parties = rules.parties_of(viewer, facts)
    standing = Standing(case.stage, str(case.handler_id or ""))
    may = frozenset(rules.open_moves(Kind(case.kind), standing, str(rules.acting_as(viewer, case.handler_id)), parties))
    moves = list(case.moves.select_related("officer", "station", "handler").order_by("pk"))
    case._prefetched_objects_cache = {"moves": moves}  # type: ignore[attr-defined]
    papers = papers_of(case) if _may_have_papers(viewer, case) else []
    can_choose = "assign" in may and case.station is not None
    return Matter(
        case=case,
        moves=moves,
        papers=papers,
        answers=list(case.answers.order_by("round")),
        extension=case.extensions.filter(decided_at__isnull=True).select_related("asked_by").first(),
        raiser=_mask(case, facts, parties),
        log=seen_and_done(case),
        spent=durations_of(case),
        may=may,
        parties=parties,
        proposal=proposal_for(viewer, case) if "dispatch" in may else None,
        candidates=candidates_at(case.station, case) if can_choose and case.station else (),
        promised=promised(case),
        counted=counted_days(case),
        latest_extension=rules.latest_extension(case.due_on, received_on=day_of(case.received_at)),
        has_proof=any(is_proof_of_round(paper, moves) for paper in papers),
    )


def _may_have_papers(viewer: Viewer, case: Case) -> bool:
    return case.kind != Kind.COMPLAINT or cases_with_papers(viewer).filter(pk=case.pk).exists()


def papers_of(case: Case) -> list[Attachment]:
    """The files of a case, the first first."""
    return list(case.attachments.select_related("evidence", "added_by").order_by("pk"))


def is_proof_of_round(paper: Attachment, moves: Iterable[Move]) -> bool:
    """Whether a file proves what was done since the case was last opened."""
    reopened = max((move.at for move in moves if move.name == Made.REOPEN), default=None)
    return rules.is_proof(Paper(paper.paper)) and (reopened is None or paper.added_at > reopened)


def may_see_evidence(viewer: object, evidence: Evidence) -> bool:
    """A file of a case is for those who may know of the case."""
    if not isinstance(viewer, Viewer):
        return False
    return cases_with_papers(viewer).filter(attachments__evidence=evidence).exists()


def may_have_original(viewer: object, evidence: Evidence) -> bool:
    """The file as it came, with all it tells about its maker, is for the handler and the head of the station."""
    if not isinstance(viewer, Viewer):
        return False
    case = cases_of(viewer).filter(attachments__evidence=evidence).first()
    if case is None:
        return False
    return bool(rules.parties_of(viewer, facts_of(viewer, case)) & {Party.HANDLER, Party.HEAD})


def seen_and_done(case: Case) -> list[LogLine]:
    """The trail of a case in words, the latest first."""
    events = list(Event.objects.filter(subject_kind="cases.case", subject_id=case.public_id).order_by("-id")[:LOG_LINES])
    ids = {event.actor.removeprefix("officer:") for event in events if event.actor.startswith("officer:")}
    names = {str(pid): name for pid, name in Officer.objects.filter(public_id__in=ids).values_list("public_id", "name")}
    return [_log_line(event, names) for event in events]


def _log_line(event: Event, names: dict[str, str]) -> LogLine:
    if event.actor.startswith("visitor:"):
        who = str(_("提出人"))
    elif event.actor.startswith("system:"):
        who = str(_("系统"))
    else:
        who = names.get(event.actor.removeprefix("officer:"), str(_("已离任人员")))
    return LogLine(event.at, who, str(VERB_WORDS.get(event.verb, event.verb)), _purpose_words(event))


def _purpose_words(event: Event) -> str:
    if event.verb != "raiser.read":
        return ""
    label = Purpose(event.facts["purpose"]).label if event.facts.get("purpose") in Purpose else ""
    return "：".join(part for part in (str(label), str(event.facts.get("words", ""))) if part)


def _mask(case: Case, facts: rules.CaseFacts, parties: frozenset[Party]) -> RaiserMask | None:
    found = Raiser.objects.filter(case=case).first()
    if found is None:
        return None
    there = found.erased_at is None
    return RaiserMask(
        has_name=there and bool(found.name),
        has_phone=there and bool(found.phone),
        reach=str(found.get_reach_display()),
        may_reveal=there and bool(found.name or found.phone) and rules.may_see_identity(facts, parties),
        times_read=Event.objects.filter(verb="raiser.read", subject_kind="cases.case", subject_id=case.public_id).count(),
    )
