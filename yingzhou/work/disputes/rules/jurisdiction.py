"""归谁处理: what the article proposes (Order 121, article 13), and why.  A person decides."""

from __future__ import annotations

from dataclasses import dataclass

from yingzhou.base.words import _
from yingzhou.work.disputes.choices import Trade


@dataclass(frozen=True)
class Place:
    """What is known of where the respondent is: the name of the station or village found, empty where nothing was."""

    registered: str = ""
    found: str = ""
    has_address: bool = False


@dataclass(frozen=True)
class Jurisdiction:
    """A proposal: ours, not ours, or for a person to find out (`is_ours` none), with the reason in words."""

    is_ours: bool | None
    why: str


def jurisdiction(trade: Trade, place: Place) -> Jurisdiction:
    """Whose matter it is by the respondent's place of business.  That no place was found says nothing: a person looks."""
    where = place.registered or place.found
    if where:
        return Jurisdiction(True, str(_OURS[trade]).format(where=where))
    if trade == Trade.ON_PLATFORM:
        return Jurisdiction(None, str(_("网店没有公示地址，或者按地址联系不上的，由平台经营者住所地处理；请核对平台公示的地址")))
    if not place.has_address:
        return Jurisdiction(None, str(_("没有被投诉人的地址，无法判断归哪里处理；请先问清地址")))
    return Jurisdiction(None, str(_("地址没有认到本辖区的镇和村居；请核对，确实在外地的，按第十六条第一项不予受理")))


_OURS = {
    Trade.SHOP: _("被投诉人的实际经营地或者住所地在{where}，归本局处理（第十三条第一款）"),
    Trade.PLATFORM: _("平台或者网站经营者的住所地在{where}，归本局处理（第十三条第二款）"),
    Trade.ON_PLATFORM: _("网店在平台公示的地址在{where}，归本局处理（第十三条第三款）"),
}
