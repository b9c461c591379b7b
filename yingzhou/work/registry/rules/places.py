"""Places: where a business is found, and to whom on the net it belongs."""

from __future__ import annotations

from decimal import Decimal

from yingzhou.base.refusals import Refusal
from yingzhou.base.words import _


class AddressMissing(Refusal):
    """Premises have an address."""

    reason = _("没有填写经营地址")
    mend = _("写到门牌或明显标志，如“北街 12 号，邮局对面”")
    field = "address"
    status = 422


class HalfACoordinate(Refusal):
    """A point has two coordinates."""

    reason = _("经度和纬度只填了一个")
    mend = _("两个都填，或都留空")
    field = "longitude"
    status = 422


class PlaceEnded(Refusal):
    """Premises are left once."""

    reason = _("这处经营场所已于 {on} 停用")
    mend = _("重新启用的，请另加一处")


class NotAMarket(Refusal):
    """Stalls stand in specialized markets only."""

    reason = _("“{name}”不是专业市场，不能设摊位")
    mend = _("先把它的类型改成专业市场")


class StallTaken(Refusal):
    """One trader a stall a day."""

    reason = _("{number} 号摊位这段时间已租给“{name}”")
    mend = _("先结束那一段租用，再登记新的")
    field = "number"
    status = 422


class NotOnTheNet(Refusal):
    """A village that stands under no station that day has nobody to look after it."""

    reason = _("{name}当天没有归到任何指导站")
    mend = _("请先在“一张网”里为它定站，或直接选一个站")
    field = "community"
    status = 422


class NowhereChosen(Refusal):
    """Neither a village nor a station."""

    reason = _("村居和站都没有选")
    mend = _("选一个村居；实在分不清村居，就只选站")
    field = "community"
    status = 422


class SeatedOtherwise(Refusal):
    """The seat is what it was."""

    reason = _("归属没有变化")
    mend = _("另选一个村居或站，或返回")
    status = 422


class AddressUnresolved(Refusal):
    """The address text leads nowhere, or to more than one place."""

    reason = _("按地址认不出村居：{why}")
    mend = _("在待认领清单里人工选定")
    status = 422


def check_address(address: str) -> str:
    """The address without surrounding space; refused when empty."""
    if not address.strip():
        raise AddressMissing
    return address.strip()


def check_point(longitude: Decimal | None, latitude: Decimal | None) -> None:
    """Refuse half a coordinate."""
    if (longitude is None) != (latitude is None):
        raise HalfACoordinate(field="longitude" if longitude is None else "latitude")
