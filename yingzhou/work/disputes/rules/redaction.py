"""Reading words against a report before the target sees them: who could be known by them, and by what."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from yingzhou.base.refusals import Refusal
from yingzhou.base.words import _

#: A run of this many signs shared with the report is its own wording, by which its writer may be known.
SHARED = 8
SHORTEST_NAME = 2
DIGITS = 6
_EXACT_TIME = re.compile(
    r"\d{1,2}\s*[点时:：]\s*\d{0,2}|\d{1,2}\s*月\s*\d{1,2}\s*[日号]|\d{4}-\d{1,2}-\d{1,2}|昨天|前天|上午|下午|晚上"  # data
)
_SAYS_SOMEBODY_TOLD = re.compile(r"举报人|举报者|有人举报|群众举报|邻居|员工|前员工|顾客反映|投诉人")  # data


class TellsWho(Refusal):
    """The words hold the informant's own name, number or address."""

    reason = _("这段话里有举报人的信息，不能给被举报人看")
    mend = _("删去标出的字再核")
    field = "words"
    status = 422


class TellsMuch(Refusal):
    """The words hold something by which the informant may be guessed, and nobody has said it has to stand."""

    reason = _("这段话里有可能让人猜出举报人的地方：{what}")
    mend = _("改写它们；确实必须保留的，勾选“已逐条看过”再放行")
    field = "words"
    status = 422


@dataclass(frozen=True)
class Trace:
    """Something found in the words: what sort, and where it stands.  `is_identity`: never let out."""

    sort: str
    excerpt: str
    is_identity: bool = False


def traces_of(words: str, *, identity: Iterable[str], facts: str) -> tuple[Trace, ...]:
    """What in the words points at the informant, the worst first: identity, then wording, time, and that there was one."""
    found = [Trace(str(_("举报人的信息")), part, is_identity=True) for part in _identity_in(words, identity)]
    found += [Trace(str(_("举报的原话")), part) for part in _shared(words, facts)]
    found += [Trace(str(_("太细的时间")), part) for part in _unique(_EXACT_TIME.findall(words))]
    found += [Trace(str(_("说出了有人举报")), part) for part in _unique(_SAYS_SOMEBODY_TOLD.findall(words))]
    return tuple(found)


def check_release(traces: Iterable[Trace], *, looked_at_each: bool) -> None:
    """Refuse identity always, and the rest unless somebody has looked at each."""
    found = list(traces)
    if any(trace.is_identity for trace in found):
        raise TellsWho()
    if found and not looked_at_each:
        raise TellsMuch(what="、".join(trace.excerpt for trace in found[:5]))


def _identity_in(words: str, identity: Iterable[str]) -> list[str]:
    flat, digits = _flat(words), re.sub(r"\D", "", words)
    found = []
    for held in identity:
        text, number = _flat(held), re.sub(r"\D", "", held)
        if (len(text) >= SHORTEST_NAME and text in flat) or (
            len(number) >= DIGITS and (number in digits or number[-DIGITS:] in digits)
        ):
            found.append(held)
        elif len(text) > SHARED:
            found += _shared(words, held)
    return _unique(found)


def _shared(words: str, facts: str) -> list[str]:
    """The longest runs both texts have, without their spaces and punctuation."""
    mine, theirs = _flat(words), _flat(facts)
    found, at = [], 0
    while at + SHARED <= len(mine):
        length = SHARED
        if mine[at : at + length] not in theirs:
            at += 1
            continue
        while at + length < len(mine) and mine[at : at + length + 1] in theirs:
            length += 1
        found.append(mine[at : at + length])
        at += length
    return _unique(found)


def _flat(text: str) -> str:
    return "".join(sign for sign in text if sign.isalnum())


def _unique(found: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(found))
