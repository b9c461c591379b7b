"""FIGURE is a name of the rulebook (complaints.acceptance_days); --from is the day the period begins, which does not count.

The figure is the one of that day.  due_strict moves only off statutory holidays (Order 121, article 45), due_rolled also off
weekends and days arranged to be off.  provisional: a year that matters has no holiday notice yet.
"""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import Any

import yaml

from yingzhou.cli.speech import BadUsage, day_of, print_json, print_lines, read_text, say, with_json
from yingzhou.engines.deadlines import UNITS, Due, Extension, Suspension, WorkCalendar, due
from yingzhou.rulebook import Figure, FigureFault, NoValueOn, UnknownFigure, calendars, figure


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("figure", metavar="FIGURE")
    parser.add_argument("--from", dest="start", type=day_of, required=True, metavar="DATE")
    parser.add_argument(
        "--suspend",
        action="append",
        default=[],
        type=_span,
        metavar="A..B",
        help=say("中止的日子，两头都算", "days taken out, both ends included"),
    )
    parser.add_argument("--extend", action="store_true", help=say("加上规定的一次延长", "with the extension the rule allows"))
    parser.add_argument("--calendar", metavar="FILE", help=say("另一年的放假安排", "another year's holiday notice"))
    with_json(parser)


def run(args: argparse.Namespace) -> int:
    name = read_text("-").strip() if args.figure == "-" else args.figure
    try:
        term = figure(name, on=args.start)
    except (UnknownFigure, NoValueOn) as none:
        raise BadUsage(str(none)) from None
    length = _length(term)
    extension = _extension(term) if args.extend else None
    days = calendars.days([_year(args.calendar)] if args.calendar else [])
    calendar = WorkCalendar(days.years, days.rest, days.statutory, days.made_up)
    answer = due(args.start, length, term.unit, calendar, suspensions=args.suspend, extension=extension)
    whole = length + (extension.length if extension else 0)
    sources = calendars.cited(days, answer.leans_on)
    if args.json:
        print_json(_told(term, whole, answer, sources))
    else:
        print_lines(_lines(term, whole, answer))
    return 0


def _length(term: Figure) -> int:
    if term.unit not in UNITS or not isinstance(term.value, int):
        raise BadUsage(say(f"“{term.name}”不是期限", f"{term.name} is not a period"))
    return term.value


def _extension(term: Figure) -> Extension:
    if not isinstance(term.extra.get("extension"), int):
        raise BadUsage(say(f"“{term.label}”没有规定可以延长（{term.source}）", f"{term.name} cannot be extended ({term.source})"))
    return Extension(term.extra["extension"], f"{term.extra.get('extension_by', '')}批准")


def _told(term: Figure, length: int, answer: Due, sources: list[str]) -> dict[str, Any]:
    return {
        "due_strict": answer.due_strict,
        "due_rolled": answer.due_rolled,
        "provisional": answer.provisional,
        "figure": term.name,
        "period": {
            "label": term.label,
            "value": term.value,
            "unit": term.unit,
            "length": length,
            "source": term.source,
            "confidence": term.confidence,
            **term.extra,
        },
        "article": term.article,
        "instrument": term.instrument,
        "calendar": sources,
        "days": [asdict(day) for day in answer.days],
    }


def _lines(term: Figure, length: int, answer: Due) -> list[str]:
    mark = say("（暂定）", " (provisional)") if answer.provisional else ""
    head = f"{answer.due_strict}{mark}  {say(term.label, term.label_en)}  {length} {term.unit}  {term.source} [{term.confidence}]"
    rolled = say(f"遇休息日顺延：{answer.due_rolled}", f"moved off rest days: {answer.due_rolled}")
    return [head, *([rolled] if answer.due_rolled != answer.due_strict else []), *(f"  {line}" for line in answer.reasons)]


def _span(text: str) -> Suspension:
    first, dots, last = text.partition("..")
    if not dots:
        raise BadUsage(say(f"“{text}”应写成 2026-05-01..2026-05-10", f"{text!r} should be like 2026-05-01..2026-05-10"))
    begins, ends = day_of(first), day_of(last)
    if ends < begins:
        raise BadUsage(say(f"“{text}”结束早于开始", f"{text!r} ends before it begins"))
    return Suspension(begins, ends, say("中止", "suspended"))


def _year(name: str) -> calendars.Year:
    try:
        told = yaml.safe_load(read_text(name))
        return calendars.read_year(told, where=Path(name).name)
    except (yaml.YAMLError, KeyError, TypeError, AttributeError) as wrong:
        raise BadUsage(say(f"{name} 不是一年的放假安排：{wrong}", f"{name} is not a year's calendar: {wrong}")) from None
    except FigureFault as fault:
        raise BadUsage(str(fault)) from None
