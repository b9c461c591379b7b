"""Putting tags on and taking them off, by hand and by rule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from yingzhou.base.actors import Actor
from yingzhou.base.clock import today
from yingzhou.base.trail.acting import acting
from yingzhou.base.trail.writing import record
from yingzhou.work.network.models import Organization
from yingzhou.work.network.queries import in_force
from yingzhou.work.registry.choices import TaggedBy, TagScope
from yingzhou.work.registry.models import Business, Tag, Tagging
from yingzhou.work.registry.queries.tags import matching
from yingzhou.work.registry.rules import tags


@transaction.atomic
def define_tag(
    *,
    name: str,
    by: Actor,
    station: Organization | None = None,
    seen_by: Sequence[str] = (),
    rule: Sequence[Mapping[str, Any]] = (),
    since: date | None = None,
) -> Tag:
    """A new tag: the bureau's, or one station's own; with a rule it puts itself on."""
    tags.check_rule(rule)
    tag = Tag.objects.create(
        name=name.strip(),
        scope=TagScope.STATION if station else TagScope.BUREAU,
        station=station,
        seen_by=list(seen_by),
        rule=list(rule),
        since=since or today(),
    )
    record("tag.define", tag, by=by, rule=list(rule), seen_by=list(seen_by))
    return tag


@transaction.atomic
def put_tag(*, tag: Tag, business: Business, by: Actor, since: date | None = None) -> Tagging:
    """Put a tag on by hand."""
    acting(by)
    since = since or today()
    if not Tag.objects.filter(in_force(since), pk=tag.pk).exists():
        raise tags.TagNotInForce(name=tag.name)
    if tag.station_id is not None and tag.station_id != business.station_id:
        raise tags.NotYourTag(name=tag.name)
    try:
        with transaction.atomic():
            tagging = Tagging.objects.create(tag=tag, business=business, since=since)
    except IntegrityError as error:
        raise tags.TaggedAlready(name=tag.name) from error
    record("tag.put", business, by=by, tag=tag.public_id, since=since)
    return tagging


@transaction.atomic
def put_tag_on_all(*, tag: Tag, businesses: QuerySet[Business], by: Actor, since: date) -> tuple[int, int]:
    """Put a tag on many by hand; on how many, and how many had it.  One line in the trail for all of them."""
    acting(by)
    if not Tag.objects.filter(in_force(since), pk=tag.pk).exists():
        raise tags.TagNotInForce(name=tag.name)
    if tag.station_id is not None:
        businesses = businesses.filter(station_id=tag.station_id)
    held = Tagging.objects.filter(in_force(since), tag=tag)
    rows = list(businesses.exclude(pk__in=held.values("business_id")).values_list("pk", "public_id"))
    had = businesses.filter(pk__in=held.values("business_id")).count()
    Tagging.objects.bulk_create([Tagging(tag=tag, business_id=pk, since=since) for pk, _public_id in rows])
    record("tag.put_on_all", tag, by=by, businesses=[public_id for _pk, public_id in rows], since=since)
    return len(rows), had


@transaction.atomic
def take_tag_off(*, tag: Tag, business: Business, by: Actor, on: date | None = None) -> None:
    """End a tag on a business from a day; one put on the same day is simply gone."""
    acting(by)
    on = on or today()
    held = Tagging.objects.select_for_update().filter(in_force(on), tag=tag, business=business)
    for tagging in held:
        if tagging.since == on:
            tagging.delete()
        else:
            tagging.until = on
            tagging.save(update_fields=["until"])
    record("tag.take_off", business, by=by, tag=tag.public_id, on=on)


@transaction.atomic
def apply_rule(*, tag: Tag, on: date, by: Actor) -> tuple[int, int]:
    """Bring the tag to exactly the businesses its rule matches on a day; how many it was put on and taken off.

    Set-based; running it twice changes nothing.  Tags put on by hand are left alone.
    """
    acting(by, source="rule")
    tags.check_rule(tag.rule)
    wanted = matching(tag.rule)
    held = Tagging.objects.filter(in_force(on), tag=tag)
    by_rule = held.filter(put_by=TaggedBy.RULE).exclude(business__in=wanted.values("pk"))
    gone = by_rule.filter(since=on).delete()[0] + by_rule.filter(since__lt=on).update(until=on)
    new = Tagging.objects.bulk_create(
        [
            Tagging(tag=tag, business_id=pk, put_by=TaggedBy.RULE, since=on)
            for pk in wanted.exclude(pk__in=held.values("business_id")).values_list("pk", flat=True)
        ],
        batch_size=2000,
    )
    if new or gone:
        record("tag.apply_rule", tag, by=by, put=len(new), taken_off=gone, on=on)
    return len(new), gone
