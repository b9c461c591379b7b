"""Which thing an address is about.  An address with a part in it that is not here fails the build."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

from yingzhou.web.door.access import Access

#: name of the address → the thing (tests/web/matrix/world.py) whose id stands in it, by the name of that part.
THINGS: dict[str, dict[str, str]] = {}

#: Addresses about things everybody in the bureau may see whatever the station (the tree itself, colleagues' postings).
COMMON: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Address:
    """One address of the URLconf: its full name, the parts it wants, and who may."""

    name: str
    parts: frozenset[str]
    access: Access

    @property
    def is_about_something(self) -> bool:
        return bool(self.parts)


def addresses(resolver: URLResolver | None = None, space: str = "") -> Iterator[Address]:
    """Every address there is."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            yield from addresses(entry, f"{entry.namespace}:" if entry.namespace else space)
        elif isinstance(entry, URLPattern):
            access = getattr(entry.callback, "access", Access())
            yield Address(f"{space}{entry.name}", frozenset(entry.pattern.converters), access)
