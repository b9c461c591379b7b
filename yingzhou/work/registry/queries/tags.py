"""Reading tags."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from yingzhou.base.refusals import NotFound
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.network.queries import in_force
from yingzhou.work.registry.models import Business, Permit, Tag

_LOOKUPS = {"in": "in", "starts": "startswith", "has": "contains", "from": "gte", "to": "lte"}


def tags_for(viewer: Viewer, *, on: date) -> QuerySet[Tag]:
    """Tags the viewer may see and use: the bureau's, and those of the viewer's stations; only for the roles a tag names."""
    ours = Q(station__isnull=True)
    if not viewer.everywhere:
        ours |= Q(station_id__in=viewer.station_ids)
    else:
        ours |= Q(station__isnull=False)
    open_to = Q(seen_by=[])
    for role in viewer.roles:
        open_to |= Q(seen_by__contains=[role])
    return Tag.objects.filter(in_force(on)).filter(ours).filter(open_to).order_by("scope", "name")


def tag_for(viewer: Viewer, public_id: Any, *, on: date) -> Tag:
    """One tag the viewer may use; unknown and foreign alike are not found."""
    tag = tags_for(viewer, on=on).filter(public_id=public_id).first()
    if tag is None:
        raise NotFound
    return tag


def matching(rule: Sequence[Mapping[str, Any]]) -> QuerySet[Business]:
    """The living rows a rule asks for: every condition must hold.  `rules.tags.check_rule` has been passed before."""
    found = Business.objects.filter(merged_into__isnull=True)
    for condition in rule:
        field, lookup, value = condition["field"], _LOOKUPS[condition["how"]], condition["value"]
        if field == "permit":
            held = Permit.objects.filter(kind=value, ended_on__isnull=True)
            found = found.filter(pk__in=held.values("business_id"))
        elif field == "industry_code":
            starts = Q()
            for code in value if isinstance(value, list) else [value]:
                starts |= Q(industry_code__startswith=code)
            found = found.filter(starts)
        else:
            found = found.filter(**{f"{field}__{lookup}": value})
    return found
