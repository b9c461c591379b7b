"""The law as a legal officer reads it: law/*.yaml, one case an entry; each is put to the rules as the product asks them.

Days were counted by hand from the calendar of the State Council's notices, apart from the engine.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from yingzhou.rulebook import calendars, figure
from yingzhou.rulebook.articles import article
from yingzhou.work.cases.choices import Pause
from yingzhou.work.cases.rules import clocks
from yingzhou.work.disputes.choices import DelegateKind, Ground, Matter, MediationState, Trade
from yingzhou.work.disputes.rules import intake, jurisdiction, mediation, periods, refusals, tipoffs

Given = dict[str, Any]
RECEIVED = date(2026, 6, 1)


def load(*names: str) -> list[Any]:
    told = [(name, case) for name in names for case in yaml.safe_load((Path(__file__).parent / "law" / name).read_text("utf-8"))]
    return [pytest.param(case, id=f"{name.removesuffix('.yaml')}: {case['情形']}") for name, case in told]


@pytest.mark.parametrize("case", load("acceptance.yaml", "mediation.yaml", "clues_and_reports.yaml", "other_terms.yaml"))
def test_a_period_ends_on_the_day_the_law_says(case: Given) -> None:
    term = figure(case["期限"], on=case["收到"])
    stopped = [case["暂停"]] if "暂停" in case else []
    facts = clocks.ClockFacts(
        began_on=case.get("起算", case["收到"]),
        restarted_on=case.get("重新计算"),
        extended_by=case.get("延长", 0),
        pauses=tuple(clocks.PauseFacts(Pause(one["事由"]), one["自"], one["至"] + timedelta(days=1)) for one in stopped),
    )

    answer = clocks.reckon(facts, term, calendars.days()).due

    told = {"期满": answer.due_strict, "遇休顺延": answer.due_rolled, "暂定": answer.provisional}
    assert told == {"期满": case["期满"], "遇休顺延": case.get("遇休顺延", case["期满"]), "暂定": case.get("暂定", False)}
    assert case["依据"] in term.source
    assert facts.extended_by in (0, term.extra.get("extension"))
    assert {Pause(one["事由"]) for one in stopped} <= set(clocks.pauses_of(term))


def answer_on_channel(case: Given) -> Given:
    told = intake.Intake(
        channel=case["渠道"], received_on=RECEIVED, respondent_name="某店", request="退款", facts="", platform_number="1"
    )
    try:
        intake.check_intake(told, today=RECEIVED)
    except refusals.NoStatutoryReceipt:
        return {"算法定收到": False}
    return {"算法定收到": True}


def answer_on_content(case: Given) -> Given:
    content = intake.Told(**{name: name.removeprefix("has_") not in case["缺"] for name in intake.SENTENCES})
    sentences = intake.missing(content)
    assert len(sentences) == len(case["缺"])
    return {"应指出": case["应指出"] if all(case["应指出"] in one for one in sentences) else sentences}


def answer_on_speakers(case: Given) -> Given:
    people = tuple(intake.Person(name=str(n), speaks_for_all=True) for n in range(case["代表人"]))
    told = intake.Intake(
        channel="window", received_on=RECEIVED, respondent_name="某店", request="退款", facts="", complainants=people
    )
    try:
        intake.check_intake(told, today=RECEIVED)
    except refusals.TooManyRepresentatives:
        return {"可以": False}
    return {"可以": True}


def answer_on_ground(case: Given) -> Given:
    items = article("order121", "16", on=RECEIVED).split("；")
    assert case["原文"] in items[case["项"] - 1]
    return {"项": list(Ground).index(Ground(case["理由"])) + 1}


def answer_on_limitation(case: Given) -> Given:
    last = periods.limitation_over(knew_on=case["知道"], received_on=case["收到"])
    return {"超过时效": last is not None} | ({"满于": last} if last else {})


def answer_on_place(case: Given) -> Given:
    found = jurisdiction.jurisdiction(Trade(case["经营"]), jurisdiction.Place(found=case["认到"], has_address=True))
    assert case["条"] in found.why
    return {"归本局": found.is_ours}


def answer_on_pause(case: Given) -> Given:
    return {"能停": case["事由"] in {pause.value for pause in clocks.pauses_of(figure(case["期限"], on=case["收到"]))}}


def answer_on_extension(case: Given) -> Given:
    term = figure(case["期限"], on=case["收到"])
    try:
        return {"可延长": clocks.extension_of(term), "批准": term.extra["approver"]}
    except clocks.NoExtension:
        return {"可延长": 0}


def answer_on_reply(case: Given) -> Given:
    duty = tipoffs.reply_duty(Matter(case["举报"]), received_on=case["收到"])
    assert case["依据"] in duty.source
    return {"要答复": duty.is_due} | ({"工作日": duty.working_days} if duty.working_days else {})


def answer_on_papers(case: Given) -> Given:
    delegate = DelegateKind(case["委托"]) if case["委托"] else ""
    facts = mediation.MediationFacts(
        state=MediationState.OPEN,
        is_of_complaint=case["法定投诉"],
        station_ids=frozenset(),
        handler_id=None,
        delegate=delegate,
    )
    return {"文书": [paper.value for paper in mediation.fitting_papers(facts)]}


#: what a case gives → the rule it is put to
ASKED: dict[str, Callable[[Given], Given]] = {
    "渠道": answer_on_channel,
    "缺": answer_on_content,
    "代表人": answer_on_speakers,
    "理由": answer_on_ground,
    "知道": answer_on_limitation,
    "经营": answer_on_place,
    "事由": answer_on_pause,
    "可延长": answer_on_extension,
    "举报": answer_on_reply,
    "法定投诉": answer_on_papers,
}


@pytest.mark.parametrize("case", load("receiving.yaml", "grounds.yaml", "duties.yaml"))
def test_a_rule_says_what_the_law_says(case: Given) -> None:
    asked = next(rule for given, rule in ASKED.items() if given in case)

    answer = asked(case)

    assert answer == {name: case.get(name) for name in answer}


def test_there_are_enough_cases_to_read_as_law() -> None:
    files = sorted((Path(__file__).parent / "law").glob("*.yaml"))

    assert sum(len(load(file.name)) for file in files) >= 60
