"""Whose network address it was, without keeping the address."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from yingzhou.base.clock import today
from yingzhou.base.limits import apart

_KEY_OF_DAY = """
insert into limits_daykey as kept (day, key) values (%(day)s, %(key)s)
on conflict (day) do update set key = kept.key
returning key
"""


def network_of(address: str) -> str:
    """What counts as one client: an IPv4 address, or the /64 network of an IPv6 address.  Not an address: `unknown`."""
    try:
        found: IPv4Address | IPv6Address = ip_address(address.strip().split("%", 1)[0])
    except ValueError:
        return "unknown"
    if isinstance(found, IPv6Address):
        if found.ipv4_mapped is None:
            return str(IPv6Network((found, 64), strict=False))
        found = found.ipv4_mapped
    return str(found)


def hashed(network: str) -> str:
    """The network under today's key; tomorrow the key is erased and the hash leads nowhere."""
    row = apart.row(_KEY_OF_DAY, {"day": today(), "key": secrets.token_bytes(32)})
    if row is None:
        raise LookupError("the key of the day was neither found nor made")
    return hmac.new(bytes(row[0]), network.encode(), hashlib.sha256).hexdigest()[:40]
