"""Every read of cases has a name and takes who is asking."""

from yingzhou.work.cases.queries.clock import CountedDay, Promised, counted_days, promised
from yingzhou.work.cases.queries.clocks import ClockView, Derivation, clock_for, clocks_about, clocks_of, derivation_of
from yingzhou.work.cases.queries.counts import Spent, open_by_age, times_spent
from yingzhou.work.cases.queries.lists import Listed, case_list, of_business
from yingzhou.work.cases.queries.matter import (
    LogLine,
    Matter,
    RaiserMask,
    is_proof_of_round,
    matter,
    may_have_original,
    may_see_evidence,
    papers_of,
    seen_and_done,
)
from yingzhou.work.cases.queries.pressing import Pressing, pressing
from yingzhou.work.cases.queries.proposal import Candidate, Proposal, candidates_at, proposal_for
from yingzhou.work.cases.queries.scope import case_for, cases_of, conflict_of, facts_of, may_see_case

__all__ = [
    "Candidate",
    "ClockView",
    "CountedDay",
    "Derivation",
    "Listed",
    "LogLine",
    "Matter",
    "Pressing",
    "Promised",
    "Proposal",
    "RaiserMask",
    "Spent",
    "candidates_at",
    "case_for",
    "case_list",
    "cases_of",
    "clock_for",
    "clocks_about",
    "clocks_of",
    "conflict_of",
    "counted_days",
    "derivation_of",
    "facts_of",
    "is_proof_of_round",
    "matter",
    "may_have_original",
    "may_see_case",
    "may_see_evidence",
    "of_business",
    "open_by_age",
    "papers_of",
    "pressing",
    "promised",
    "proposal_for",
    "seen_and_done",
    "times_spent",
]
