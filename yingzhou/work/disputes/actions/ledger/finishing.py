"""What is added to the cells of the platform's file before they are stored: what must agree, blind values, seals, a digest."""

from __future__ import annotations

import json
from collections.abc import Sequence

from yingzhou.base.secrets.blinding import blind_many
from yingzhou.base.staging.choices import Severity
from yingzhou.base.staging.columns import Note, Values
from yingzhou.base.staging.kinds import CELLS, Say
from yingzhou.base.staging.models import Batch
from yingzhou.work.disputes.choices import ComplaintState, ReceiptChannel
from yingzhou.work.disputes.rules import blinds
from yingzhou.work.disputes.rules import platform as rules

STORED = (
    "number",
    "received_on",
    "channel",
    "state",
    "respondent_name",
    "respondent_uscc",
    "respondent_address",
    "request",
    "facts",
    "goods",
    "topic",
    "amount",
    "bought_on",
    "decided_on",
    "ground",
    "reason",
    "ended_on",
    "consents_publication",
    "consents_delegation",
    "phone_blind",
    "address_blind",
    "digest",
)
#: What the digest of a row is computed for.
DIGEST = "disputes.platform"


class Finishing:
    """One run over one file; remembers the numbers it has met."""

    def __init__(self, _batch: Batch) -> None:
        self.by_number: dict[str, int] = {}

    def __call__(self, numbers: Sequence[int], values: dict[str, Values], say: Say) -> tuple[dict[str, Values], list[str | None]]:
        out = {name: values[name] for name in STORED if name in values}
        self._once(numbers, out["number"], say)
        out["channel"] = [said or str(ReceiptChannel.PLATFORM) for said in out["channel"]]
        _stand(values, out, say)
        _agree(out, say)
        out["phone_blind"] = [code or None for code in blind_many(_texts(values["phone"], blinds.phone_digits), blinds.PHONE)]
        out["address_blind"] = [
            code or None for code in blind_many(_texts(values["address"], blinds.address_key), blinds.ADDRESS)
        ]
        cells = [row or "[]" for row in values[CELLS]]
        out["digest"] = list(blind_many(cells, DIGEST))
        people = zip(values["person"], values["phone"], values["address"], strict=True)
        return out, [
            json.dumps([*(part or "" for part in person), row], ensure_ascii=False)
            for person, row in zip(people, cells, strict=True)
        ]

    def _once(self, numbers: Sequence[int], codes: Values, say: Say) -> None:
        for at, (code, number) in enumerate(zip(codes, numbers, strict=True)):
            if code and (other := self.by_number.setdefault(code, number)) != number:
                say(at, "number", Note("same_number", facts={"other": other}))


def _texts(values: Values, plain: object) -> list[str]:
    return [plain(value) if value else "" for value in values]  # type: ignore[operator]


def _stand(values: dict[str, Values], out: dict[str, Values], say: Say) -> None:
    """Where each row says its complaint stands, and whether it says when."""
    for at, (state, decided_on, ended_on) in enumerate(zip(out["state"], out["decided_on"], out["ended_on"], strict=True)):
        found = rules.standing(
            state=state,
            decided_on=decided_on,
            ground=values["ground"][at],
            reason=values["reason"][at],
            result=values["result"][at],
        )
        out["state"][at], out["ground"][at], out["reason"][at] = str(found.state), found.ground, found.reason
        if gap := rules.missing(found, decided_on=decided_on, ended_on=ended_on):
            column, code = gap
            say(at, column, Note(code, facts={"state": str(ComplaintState(found.state).label)}))


def _agree(out: dict[str, Values], say: Say) -> None:
    """Days in their order; a complaint that asks for nothing is written and pointed at."""
    for at, (received, decided, ended) in enumerate(zip(out["received_on"], out["decided_on"], out["ended_on"], strict=True)):
        if received and decided and decided < received:
            say(at, "decided_on", Note("before_receipt", facts={"received": received}))
        if decided and ended and ended < decided:
            say(at, "ended_on", Note("before_decision", facts={"decided": decided}))
        if not out["request"][at] and not out["facts"][at]:
            say(at, "facts", Note("no_request", Severity.WARNING))
