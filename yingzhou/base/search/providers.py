"""How a room's rows become documents."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Doc:
    """One row as it can be found.

    `title` is shown and found by ear too, `detail` is shown below it, `text` is what else finds it, `keys` are codes found
    by any four characters in a row, `tails` digests of telephone tails (`indexing.tails_of`).
    """

    kind: str
    row_id: int
    public_id: UUID
    title: str
    detail: str = ""
    text: str = ""
    keys: tuple[str, ...] = ()
    tails: tuple[str, ...] = ()
    station_id: int | None = None
    community_id: int | None = None
    is_restricted: bool = False


Provider = Callable[[Sequence[int]], Iterable[Doc]]

_providers: dict[str, Provider] = {}


def provide(kind: str, provider: Provider) -> None:
    """A room says, when it is loaded, how rows of a kind are read by their ids; an id it does not give back is removed."""
    _providers[kind] = provider


def provider_of(kind: str) -> Provider | None:
    return _providers.get(kind)


def kinds() -> list[str]:
    """Every kind that some room provides."""
    return sorted(_providers)
