"""What a phone tells of a visit: read from its JSON, every fault named, and written down one way only."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from yingzhou.base.words import _
from yingzhou.work.visits.choices import Aim, AnswerState, ConfirmedBy, HeardKind
from yingzhou.work.visits.rules.refusals import Fault, NotUnderstood

FORMAT = "yingzhou-visit/1"
LONGEST_TEXT = 4_000
LONGEST_LINE = 200
MOST = 200
#: Said on sending, not part of the record: the same record sent again an hour later is the same record.
OF_SENDING = frozenset({"device_now"})

NEEDED, NOT_A_WORD = _("没有填"), _("不认识这个选项")
FILL, CHOOSE, RESEND = _("请补上"), _("请从给出的选项里选"), _("请更新手机上的页面再发；记录还在")


@dataclass(frozen=True)
class FindingTold:
    """One finding; with `hazard` it looks at an open one again."""

    key: UUID
    item: str
    text: str
    grade: str
    photos: tuple[UUID, ...]
    hazard: UUID | None
    is_fixed: bool | None


@dataclass(frozen=True)
class MatterTold:
    """Something the owner came out with."""

    key: UUID
    kind: HeardKind
    text: str


@dataclass(frozen=True)
class PromiseTold:
    """Something promised to the owner, by a day."""

    text: str
    by: date | None


@dataclass(frozen=True)
class ConfirmationTold:
    """How the owner answered."""

    kind: ConfirmedBy
    name: str = ""
    photo: UUID | None = None
    reason: str = ""


@dataclass(frozen=True)
class VisitTold:
    """A visit as the phone tells it, times by the phone's clock.  `raw` is the record as it came, for keeping both of two."""

    business: UUID
    began_at: datetime
    ended_at: datetime
    device_now: datetime
    aim: Aim = Aim.ROUTINE
    companion: UUID | None = None
    point: tuple[Decimal, Decimal] | None = None
    accuracy: int | None = None
    checklist: str = ""
    checklist_version: str = ""
    rest_fine: bool = False
    answers: Mapping[str, AnswerState] = field(default_factory=dict)
    findings: tuple[FindingTold, ...] = ()
    matters: tuple[MatterTold, ...] = ()
    promises: tuple[PromiseTold, ...] = ()
    note: str = ""
    confirmation: ConfirmationTold = field(default_factory=lambda: ConfirmationTold(ConfirmedBy.ABSENT))
    base: str = ""
    raw: Mapping[str, Any] = field(default_factory=dict, compare=False)

    @property
    def photos(self) -> tuple[UUID, ...]:
        """Every photo the record speaks of, in its order."""
        of_findings = tuple(key for finding in self.findings for key in finding.photos)
        return of_findings + ((self.confirmation.photo,) if self.confirmation.photo else ())


def content_of(raw: Mapping[str, Any]) -> dict[str, Any]:
    """The record without what belongs to its sending."""
    return {name: value for name, value in raw.items() if name not in OF_SENDING}


def differing(yours: Mapping[str, Any], kept: Mapping[str, Any]) -> tuple[str, ...]:
    """The names of the fields in which two copies of a record differ, in order."""
    return tuple(name for name in sorted({*yours, *kept}) if yours.get(name) != kept.get(name))


def told_from(raw: Any) -> VisitTold:
    """The visit a phone's JSON tells of; NotUnderstood naming every fault in it."""
    if not isinstance(raw, dict):
        raise NotUnderstood((Fault("", _("送来的不是一次走访"), RESEND),))
    reader = _Reader(raw)
    if raw.get("format") != FORMAT:
        reader.fault("format", _("手机页面的版本对不上"), RESEND)
    began, ended = reader.moment("began_at"), reader.moment("ended_at")
    if began and ended and ended < began:
        reader.fault("ended_at", _("结束时间早于开始时间"), _("核对两个时间"))
    business = reader.uuid("business")
    checklist = reader.part("checklist")
    told = {
        "aim": reader.word("aim", Aim, default=Aim.ROUTINE),
        "companion": reader.uuid("companion", needed=False),
        "checklist": checklist.text("code", 40),
        "checklist_version": checklist.text("version", 20),
        "rest_fine": raw.get("rest_fine") is True,
        "answers": dict(_answers(reader)),
        "findings": tuple(_findings(reader)),
        "matters": tuple(_matters(reader)),
        "promises": tuple(_promises(reader)),
        "note": reader.text("note", LONGEST_TEXT),
        "confirmation": _confirmation(reader),
        "base": reader.text("base", 64),
        **_point(reader),
    }
    device_now = reader.moment("device_now")
    if reader.faults or not (business and began and ended and device_now):
        raise NotUnderstood(tuple(reader.faults))
    return VisitTold(business=business, began_at=began, ended_at=ended, device_now=device_now, raw=raw, **told)


class _Reader:
    """Reads the values of one object; what cannot be read is a fault at its place, and everything is read to the end."""

    def __init__(self, raw: Mapping[str, Any], at: str = "", faults: list[Fault] | None = None) -> None:
        self.raw, self.at = raw, at
        self.faults: list[Fault] = [] if faults is None else faults

    def fault(self, name: str, reason: Any, mend: Any) -> None:
        self.faults.append(Fault(f"{self.at}{name}", reason, mend))

    def part(self, name: str) -> _Reader:
        held = self.raw.get(name)
        if held is not None and not isinstance(held, dict):
            self.fault(name, _("这一项读不出来"), RESEND)
        return _Reader(held if isinstance(held, dict) else {}, f"{self.at}{name}.", self.faults)

    def parts(self, name: str) -> Iterator[_Reader]:
        held = self.raw.get(name) or []
        if not isinstance(held, list) or len(held) > MOST:
            self.fault(name, _("这一项读不出来"), RESEND)
            return
        for place, one in enumerate(held):
            if isinstance(one, dict):
                yield _Reader(one, f"{self.at}{name}.{place}.", self.faults)
            else:
                self.fault(f"{name}.{place}", _("这一项读不出来"), RESEND)

    def text(self, name: str, longest: int, *, needed: bool = False) -> str:
        held = self.raw.get(name)
        if held is None or held == "":
            if needed:
                self.fault(name, NEEDED, FILL)
            return ""
        if isinstance(held, int) and not isinstance(held, bool):
            held = str(held)
        if not isinstance(held, str) or len(held) > longest:
            self.fault(name, _("超过 %d 个字") % longest, _("写短一些，细节放进备注"))
            return ""
        if needed and not held.strip():
            self.fault(name, NEEDED, FILL)
        return held.strip()

    def uuid(self, name: str, *, needed: bool = True) -> UUID | None:
        return self._read(name, UUID, needed=needed)

    def moment(self, name: str) -> datetime | None:
        return self._read(name, _moment, needed=True)

    def day(self, name: str) -> date | None:
        return self._read(name, date.fromisoformat, needed=False)

    def word(self, name: str, words: Any, *, default: Any = None) -> Any:
        held = self.raw.get(name)
        if held in (None, "") and default is not None:
            return default
        if held not in words.values:
            self.fault(name, NOT_A_WORD if held else NEEDED, CHOOSE)
            return default
        return words(held)

    def _read(self, name: str, make: Callable[[str], Any], *, needed: bool) -> Any:
        held = self.raw.get(name)
        if held in (None, ""):
            if needed:
                self.fault(name, NEEDED, FILL)
            return None
        try:
            return make(held)
        except (ValueError, TypeError, AttributeError, OverflowError):
            self.fault(name, _("这一项读不出来"), RESEND)
            return None


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("a moment without its zone")
    return moment.astimezone(UTC)


def _answers(reader: _Reader) -> Iterator[tuple[str, AnswerState]]:
    for one in reader.parts("answers"):
        item, state = one.text("item", 40, needed=True), one.word("state", AnswerState)
        if item and state:
            yield item, state


def _findings(reader: _Reader) -> Iterator[FindingTold]:
    for one in reader.parts("findings"):
        key, hazard = one.uuid("key"), one.uuid("hazard", needed=False)
        text = one.text("text", LONGEST_TEXT, needed=hazard is None)
        fixed = one.raw.get("fixed")
        if hazard is not None and not isinstance(fixed, bool):
            one.fault("fixed", _("没有说改好没有"), _("选“改好了”或“还没改好”"))
        photos = tuple(_uuids(one, "photos"))
        if key:
            yield FindingTold(
                key=key,
                item=one.text("item", 40),
                text=text,
                grade=one.text("grade", 12),
                photos=photos,
                hazard=hazard,
                is_fixed=fixed if hazard is not None and isinstance(fixed, bool) else None,
            )


def _uuids(reader: _Reader, name: str) -> Iterator[UUID]:
    held = reader.raw.get(name) or []
    if not isinstance(held, Sequence) or isinstance(held, str) or len(held) > MOST:
        reader.fault(name, _("这一项读不出来"), RESEND)
        return
    for place, one in enumerate(held):
        try:
            yield UUID(one)
        except (ValueError, TypeError, AttributeError):
            reader.fault(f"{name}.{place}", _("这一项读不出来"), RESEND)


def _matters(reader: _Reader) -> Iterator[MatterTold]:
    for one in reader.parts("matters"):
        key, kind = one.uuid("key"), one.word("kind", HeardKind)
        text = one.text("text", LONGEST_TEXT, needed=True)
        if key and kind:
            yield MatterTold(key, kind, text)


def _promises(reader: _Reader) -> Iterator[PromiseTold]:
    for one in reader.parts("promises"):
        yield PromiseTold(one.text("text", LONGEST_LINE, needed=True), one.day("by"))


def _confirmation(reader: _Reader) -> ConfirmationTold:
    one = reader.part("confirmation")
    kind = one.word("kind", ConfirmedBy)
    photo = one.uuid("photo", needed=kind == ConfirmedBy.SIGNATURE)
    return ConfirmationTold(kind or ConfirmedBy.ABSENT, one.text("name", 40), photo, one.text("reason", LONGEST_LINE))


def _point(reader: _Reader) -> dict[str, Any]:
    """At most one point, to about a meter."""
    if reader.raw.get("point") is None:
        return {}
    one = reader.part("point")
    lon, lat, accuracy = (one.raw.get(name) for name in ("lon", "lat", "accuracy"))
    if not _is_number(lon, 180) or not _is_number(lat, 90):
        one.fault("lon", _("这不是地球上的位置"), _("关掉位置再发，或重新定位"))
        return {}
    told: dict[str, Any] = {"point": (round(Decimal(str(lon)), 5), round(Decimal(str(lat)), 5))}
    return told | {"accuracy": abs(int(accuracy))} if accuracy is not None and _is_number(accuracy, 10**7) else told


def _is_number(value: Any, most: float) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and -most <= value <= most
