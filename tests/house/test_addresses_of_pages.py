"""Every address says who may."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from yingzhou.web.door.access import Access


def every_pattern(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            yield from every_pattern(entry, prefix + str(entry.pattern))
        else:
            yield prefix + str(entry.pattern), entry


def test_every_address_declares_who_may():
    silent = [address for address, entry in every_pattern() if not isinstance(getattr(entry.callback, "access", None), Access)]

    assert silent == []


def test_no_address_shows_a_primary_key():
    shown = [address for address, _ in every_pattern() if "<int:" in address or "<pk" in address or "<id" in address]

    assert shown == []
