"""Where a respondent is, and who should hold the complaint: proposals with their reasons."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from yingzhou.base.clock import today
from yingzhou.base.words import _
from yingzhou.work.disputes.choices import Trade
from yingzhou.work.disputes.rules.jurisdiction import Jurisdiction, Place, jurisdiction
from yingzhou.work.network.models import Organization
from yingzhou.work.network.queries import locator, organizations_among
from yingzhou.work.registry.models import Business


@dataclass(frozen=True)
class Whose:
    """Whether it is ours by article 13, and the station that would hold it (none: it stays with the intake unit)."""

    jurisdiction: Jurisdiction
    station: Organization | None
    why: str


def whose(*, trade: str, business: Business | None, address: str) -> Whose:
    """By the registry where the respondent is known, else by the address; at most four queries.  An unknown trade is a shop."""
    kind = Trade(trade) if trade in Trade else Trade.SHOP
    if business is not None and (business.station_id or business.community_id):
        where = business.station.name if business.station else business.community.name if business.community else ""
        told = jurisdiction(kind, Place(registered=where, has_address=True))
        return Whose(told, business.station, str(_("经营主体 {name} 归这个站")).format(name=business.name))
    if not address.strip():
        return Whose(jurisdiction(kind, Place()), None, "")
    found = locator(on=today()).locate(address)
    rows = {
        row.pk: row for row in organizations_among([pk for pk in (found.station_id, found.community_id, found.township_id) if pk])
    }
    place = rows.get(found.community_id or 0) or rows.get(found.township_id or 0)
    told = jurisdiction(kind, Place(found=place.name if place else "", has_address=True))
    station = rows.get(found.station_id or 0)
    why = str(_("地址在 {name}，归这个站")).format(name=place.name) if station and place else ""
    return Whose(told, station, why)


def business_named(pid: UUID | None) -> Business | None:
    """A business of the registry by its public id; whoever is complained about need not be in the clerk's own scope."""
    if pid is None:
        return None
    found = Business.objects.filter(public_id=pid).select_related("station", "community", "merged_into").first()
    return found.merged_into or found if found else None
