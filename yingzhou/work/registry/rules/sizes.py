"""The size class of a business, by the thresholds of a day."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache, lru_cache

from yingzhou.engines import sizes
from yingzhou.rulebook import figures, shipped
from yingzhou.rulebook.industries import industry
from yingzhou.work.registry.rules.corrections import UnknownIndustry


def size_of_business(
    *,
    kind: str,
    industry_code: str,
    employees: int | None,
    revenue: Decimal | None,
    assets: Decimal | None,
    on: date,
) -> sizes.Size:
    """Large, medium, small or micro with every comparison made; `size` is None where the facts cannot tell.  Money in yuan."""
    facts = sizes.Facts(
        industry=industry_code or None,
        kind="individual_business" if kind == "individual" else kind,
        employees=employees,
        revenue_year=revenue,
        assets=assets,
    )
    return sizes.size_of(facts, thresholds(on))


@lru_cache(maxsize=8)
def thresholds(on: date) -> sizes.Thresholds:
    """The limits of a day, as the rulebook has them."""
    return sizes.Thresholds.read(series.on(on) for series in figures("sizes.*"))


@cache
def version() -> str:
    """Which edition of the figures a stored size was computed by."""
    return shipped().version


def known_industry(code: str) -> str:
    """The code as the standard writes it; blank stays blank; refused where the standard has no such code."""
    if not code.strip():
        return ""
    found = industry(code)
    if found is None:
        raise UnknownIndustry(code=code.strip())
    return found.code
