"""Names for the authors the trail keeps as ids."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from uuid import UUID

from yingzhou.work.accounts.models import Officer

PREFIX = "officer:"


def names_of(actors: Iterable[str]) -> dict[str, str]:
    """Actor (`officer:6f0c…`) → the person's name, in one query.  Whoever may see the line may see who wrote it."""
    wanted = set()
    for actor in actors:
        if actor.startswith(PREFIX):
            with suppress(ValueError):
                wanted.add(UUID(actor.removeprefix(PREFIX)))
    found = Officer.objects.filter(public_id__in=wanted).values_list("public_id", "name")
    return {f"{PREFIX}{public_id}": name for public_id, name in found}
