"""Who knocks: the client behind the trusted proxies, as an opaque key.  The address itself is stored nowhere."""

from __future__ import annotations

from ipaddress import ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

from yingzhou.base.limits.addresses import hashed, network_of


def client_key(request: HttpRequest) -> str:
    """An opaque key of the client's network (IPv4 address or IPv6 /64), the same all day, for `limits.take`."""
    return hashed(network_of(client_address(request)))


def client_address(request: HttpRequest) -> str:
    """The nearest address that is not one of our own proxies.  Headers count only when a trusted proxy sent them."""
    address = request.META.get("REMOTE_ADDR", "")
    forwarded = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    while _is_trusted(address) and forwarded:
        address = forwarded.pop()
    return str(address)


def _is_trusted(address: str) -> bool:
    """Whether the address is one of `YINGZHOU_TRUSTED_PROXIES` (addresses, networks, or `unix` for a socket)."""
    if not address:
        return "unix" in settings.TRUSTED_PROXIES
    try:
        found = ip_address(address)
    except ValueError:
        return False
    return any(found in ip_network(proxy, strict=False) for proxy in settings.TRUSTED_PROXIES if proxy != "unix")


def coarse_network(address: str) -> str:
    """As much of an address as its owner needs to know it again, and too little to find anyone by: `192.0.2.*`."""
    try:
        found = ip_address(address)
    except ValueError:
        return ""
    if found.version == 4:
        return ".".join(str(found).split(".")[:3]) + ".*"
    return ":".join(found.exploded.split(":")[:3]) + "::*"
