"""A paper before it is written: the wording of its kind with everything filled in, as plain blocks.

Word file, PDF and preview are all made of these blocks, so that they cannot say different things.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from yingzhou.base.documents.issuing import heading, refusals
from yingzhou.base.documents.papers.filling import BLANK, shown
from yingzhou.rulebook import NoValueOn
from yingzhou.rulebook.articles import NOT_SHIPPED, in_characters
from yingzhou.rulebook.paper_kinds import Basis, Field, Kind

_FIELD = re.compile(r"{{ ([a-z_]+) }}")
#: What XML 1.0 cannot hold, and what the Word filler would take for a command.
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f\ufffe\uffff]")
TICKED, UNTICKED = "☑", "☐"

Block = Mapping[str, Any]


@dataclass(frozen=True)
class Composed:
    """Everything a paper says.  `words` holds each field as it is shown; `blanks` the labels of those left open."""

    kind: Kind
    on: date
    title: str
    number: str
    words: Mapping[str, Any]
    blocks: tuple[Block, ...]
    blanks: tuple[str, ...]
    cited: str


def check_values(kind: Kind, values: Mapping[str, Any], *, rules_on: date, complete: bool = True) -> None:
    """Refuse values the kind does not know, boxes it does not have and, where it must be complete, what is missing."""
    fields = _fields(kind, rules_on)
    given = {name: each for name, each in fields.items() if not each.auto}
    if unknown := [name for name in values if name not in given]:
        raise refusals.FieldsUnknown(label=kind.label, names="、".join(unknown), known="、".join(given))
    missing = [fields[name].label for name in kind.required if values.get(name) in (None, "", [], ())]
    if complete and missing:
        raise refusals.FieldsMissing(label=kind.label, names="、".join(missing))
    for name, each in given.items():
        if each.kind == "ticks":
            _check_ticks(each, values.get(name))


def compose(kind: Kind, values: Mapping[str, Any], *, on: date, rules_on: date, number: str) -> Composed:
    """The paper of a kind on a day, under the rules of `rules_on`."""
    fields, basis = _fields(kind, rules_on), basis_of(kind, rules_on)
    auto = {
        "number": number,
        "bureau": heading.bureau_on(on),
        "issued_on": on,
        "basis": basis.cited,
        "law": "\n".join(kind.quoted(rules_on)),
    }
    given = {**dict.fromkeys(fields), **values, **auto}
    words = {name: _words(each, given[name], kind, rules_on) for name, each in fields.items()}
    used = [name for name, each in fields.items() if not each.auto]
    blanks = tuple(fields[name].label for name in used if given[name] in (None, "", [], ()))
    blocks = tuple(_block(block, fields, words, given, kind, rules_on) for block in kind.body)
    return Composed(kind, on, fill_in(kind.title, words), number, words, blocks, blanks, basis.cited)


def basis_of(kind: Kind, on: date) -> Basis:
    """The basis of a day, or a refusal that says which days have one."""
    try:
        return kind.basis(on)
    except NoValueOn as fault:
        raise refusals.NothingWrittenFor(label=kind.label, day=on, spans="、".join(fault.spans)) from fault


def fill_in(text: str, words: Mapping[str, Any]) -> str:
    """The text with its fields."""
    return _FIELD.sub(lambda found: str(words[found.group(1)]), text)


def _fields(kind: Kind, rules_on: date) -> dict[str, Field]:
    basis_of(kind, rules_on)
    return kind.fields(rules_on)


def _check_ticks(each: Field, value: Any) -> None:
    for key in _keys(value):
        if each.options and not (key.isdigit() and 1 <= int(key) <= len(each.options)):
            known = "、".join(f"{at} {text}" for at, text in enumerate(each.options, 1))
            raise refusals.NoSuchOption(label=each.label, option=key, known=known)


def _keys(value: Any) -> list[str]:
    if value is None or value == "":
        return []
    return [str(key) for key in value] if isinstance(value, list | tuple) else [str(value)]


def ticks(each: Field, value: Any, kind: Kind, rules_on: date) -> list[tuple[bool, str]]:
    """Every box with whether it is ticked.  Grounds are numbered as the article numbers them.

    Where the words of the article are not shipped, the boxes that are ticked stand alone, by their number.
    """
    keys = _keys(value)
    if not each.options:
        listed = basis_of(kind, rules_on).instrument.cited(kind.ground_article(rules_on))
        return [(True, f"{listed}第（{in_characters(int(key))}）项{NOT_SHIPPED}") for key in keys]
    is_ground = each.name == "grounds"
    return [(str(at) in keys, f"（{in_characters(at)}）{text}" if is_ground else text) for at, text in enumerate(each.options, 1)]


def _words(each: Field, value: Any, kind: Kind, rules_on: date) -> Any:
    if each.kind == "ticks":
        boxes = ticks(each, value, kind, rules_on)
        return "\n".join(f"{TICKED if on else UNTICKED} {text}" for on, text in boxes) or BLANK
    if each.kind == "rows":
        rows = value or [dict.fromkeys(each.columns)]
        return [{name: clean(shown(row.get(name))) for name in each.columns} for row in rows]
    if each.kind == "moment" and isinstance(value, str) and value:
        value = datetime.fromisoformat(value)
    return clean(shown(value))


def clean(text: Any) -> str:
    """Text as a paper may hold it: line ends are `\\n`, nothing else that is not a letter."""
    return _CONTROL.sub("", str(text).replace("\r\n", "\n").replace("\r", "\n"))


def _block(
    block: Mapping[str, Any],
    fields: Mapping[str, Field],
    words: Mapping[str, Any],
    given: Mapping[str, Any],
    kind: Kind,
    rules_on: date,
) -> Block:
    ((shape, what),) = block.items()
    match shape:
        case "facts":
            rows = [[[fields[name].label, words[name]] for name in row] for row in what]
            return {"shape": "facts", "rows": rows}
        case "ticks":
            boxes = ticks(fields[what], given[what], kind, rules_on)
            return {"shape": "ticks", "label": fields[what].label, "boxes": [{"on": on, "text": text} for on, text in boxes]}
        case "rows":
            columns = fields[what].columns
            cells = [[row[name] for name in columns] for row in words[what]]
            return {"shape": "rows", "label": fields[what].label, "head": list(columns.values()), "rows": cells}
        case "sign":
            return {"shape": "sign", "lines": [fill_in(text, words) for text in what]}
        case "contact":
            return {"shape": "contact", "parts": [[fields[name].label, words[name]] for name in what]}
        case "close":
            who = _who_seals(what, words)
            return {"shape": "close", "seal": what, "who": who, "day": words["issued_on"] if who else ""}
        case "law":
            return {"shape": "law", "articles": list(kind.quoted(rules_on))}
    return {"shape": shape, "text": fill_in(what, words)}


def _who_seals(seal: str, words: Mapping[str, Any]) -> str:
    return {"bureau": words["bureau"], "committee": words.get("committee", "")}.get(seal, "")


def paragraphs(composed: Composed) -> Iterator[str]:
    """The paper as lines of text, in reading order."""
    for block in composed.blocks:
        match block["shape"]:
            case "facts":
                for row in block["rows"]:
                    yield "　".join(f"{label}：{text}" for label, text in row)
            case "ticks":
                yield from (f"{TICKED if box['on'] else UNTICKED} {box['text']}" for box in block["boxes"])
            case "rows":
                yield "　".join(block["head"])
                yield from ("　".join(row) for row in block["rows"])
            case "sign":
                yield "　　".join(block["lines"])
            case "contact":
                yield "　　".join(f"{label}：{text}" for label, text in block["parts"])
            case "close":
                yield from (line for line in (block["who"], block["day"]) if line)
            case "law":
                yield from block["articles"]
            case _:
                yield block["text"]
