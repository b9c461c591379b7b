"""The size of one business."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Protocol

LARGE, MEDIUM, SMALL, MICRO = "large", "medium", "small", "micro"
LEVELS = (LARGE, MEDIUM, SMALL)
WAN = 10_000

#: The metric of the thresholds, the fact that answers it, its words, and how many of the fact's units make one of the metric's.
METRICS = {
    "employees": ("employees", "从业人员", "人", 1),
    "revenue": ("revenue_year", "营业收入", "万元", WAN),
    "assets": ("assets", "资产总额", "万元", WAN),
}
LABELS = {LARGE: "大型", MEDIUM: "中型", SMALL: "小型", MICRO: "微型"}
INDIVIDUAL = "individual_business"


class Told(Protocol):
    """A dated figure whose value is one industry's table."""

    @property
    def value(self) -> Any: ...
    @property
    def label(self) -> str: ...
    @property
    def source(self) -> str: ...
    @property
    def confidence(self) -> str: ...


@dataclass(frozen=True)
class Band:
    """One industry's lower limits by level and metric; people in heads, money in 万元."""

    label: str
    prefixes: tuple[str, ...]
    floors: Mapping[str, Mapping[str, int]]
    instrument: str
    confidence: str


@dataclass(frozen=True)
class Thresholds:
    """The limits of a day, for every industry that has them."""

    bands: tuple[Band, ...]

    @classmethod
    def read(cls, figures: Iterable[Told]) -> Thresholds:
        """From dated figures, each with `codes` (`06-12`, `591`) and the floors of the three levels."""
        return cls(
            tuple(
                Band(
                    figure.label,
                    tuple(prefix for code in figure.value["codes"] for prefix in _spread(code)),
                    {level: figure.value[level] for level in LEVELS},
                    figure.source,
                    figure.confidence,
                )
                for figure in figures
            )
        )

    def band_of(self, industry: str) -> Band | None:
        """The band of an industry code; the longest matching prefix decides; None where no threshold was set."""
        digits = "".join(char for char in industry if char.isdigit())
        matches = [(len(prefix), band) for band in self.bands for prefix in band.prefixes if digits.startswith(prefix)]
        return max(matches, key=lambda match: match[0])[1] if digits and matches else None


@dataclass(frozen=True)
class Facts:
    """What is known of a business.  None is unknown.  Money in yuan."""

    industry: str | None = None
    kind: str | None = None
    employees: int | None = None
    revenue_year: Decimal | int | float | None = None
    assets: Decimal | int | float | None = None

    @classmethod
    def read(cls, told: Mapping[str, Any]) -> Facts:
        """From a mapping that may hold more; ValueError where a number is none, or below zero."""
        numbers = {name: _number(name, told.get(name)) for name in ("employees", "revenue_year", "assets")}
        return cls(industry=told.get("industry"), kind=told.get("kind"), **numbers)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Reason:
    """One comparison: `held` is None where the fact is unknown."""

    level: str
    fact: str
    needed: int
    found: Decimal | int | float | None
    held: bool | None
    text: str


@dataclass(frozen=True)
class Size:
    """The size class, or None where it cannot be told; `missing` are the facts that would settle it."""

    size: str | None
    reasons: tuple[Reason, ...]
    instrument: str
    confidence: str = ""
    missing: tuple[str, ...] = ()
    possible: tuple[str, ...] = ()
    by_reference: bool = False
    message: str = ""


def size_of(facts: Facts | Mapping[str, Any], thresholds: Thresholds) -> Size:
    """Test large, medium, small in turn; micro where none holds.  Every comparison made is among the reasons."""
    known = facts if isinstance(facts, Facts) else Facts.read(facts)
    if not known.industry:
        return Size(None, (), "", missing=("industry",), possible=(*LEVELS, MICRO), message="没有行业代码，无法划型")
    band = thresholds.band_of(known.industry)
    if band is None:
        return Size(None, (), "", message=f"行业 {known.industry} 不在划型办法所列行业中，没有划型标准")
    reasons: list[Reason] = []
    possible: list[str] = []
    for level in LEVELS:
        compared = [_compare(level, metric, floor, known) for metric, floor in band.floors[level].items()]
        reasons += compared
        if any(reason.held is False for reason in compared):
            continue
        possible.append(level)
        if all(reason.held for reason in compared):
            break
    else:
        possible.append(MICRO)
    return _concluded(known, band, reasons, possible)


def _concluded(known: Facts, band: Band, reasons: list[Reason], possible: list[str]) -> Size:
    by_reference = known.kind == INDIVIDUAL
    missing = tuple(dict.fromkeys(reason.fact for reason in reasons if reason.held is None and reason.level in possible))
    settled = len(possible) == 1
    words = "、".join(LABELS[level] for level in possible)
    if settled:
        message = f"{words}（{band.label}{'，个体工商户参照' if by_reference else ''}）"
    else:
        message = f"还不能确定，可能是{words}；需要补：{'、'.join(_label_of(fact) for fact in missing)}"
    return Size(
        possible[0] if settled else None,
        tuple(reasons),
        band.instrument,
        band.confidence,
        () if settled else missing,
        tuple(possible),
        by_reference,
        message,
    )


def _compare(level: str, metric: str, floor: int, known: Facts) -> Reason:
    fact, label, unit, scale = METRICS[metric]
    found = getattr(known, fact)
    held = None if found is None else found >= floor * scale
    shown = "未知" if found is None else f"{_plain(found, scale)} {unit}"
    verdict = {True: "达到", False: "未达到", None: "不能判断"}[held]
    return Reason(level, fact, floor * scale, found, held, f"{LABELS[level]}：{label} {shown}，下限 {floor} {unit}，{verdict}")


def _plain(found: Decimal | int | float, scale: int) -> str:
    return f"{(Decimal(str(found)) / scale).normalize():f}"


def _label_of(fact: str) -> str:
    return next(label for name, label, _, _ in METRICS.values() if name == fact)


def _spread(code: str) -> list[str]:
    first, _, last = code.partition("-")
    return [str(number).zfill(len(first)) for number in range(int(first), int(last or first) + 1)]


def _number(name: str, value: Any) -> Decimal | int | float | None:
    if value is None or (isinstance(value, int | float | Decimal) and not isinstance(value, bool) and value >= 0):
        return value
    raise ValueError(f"{name} must be a number of zero or more, not {value!r}")
