"""Merging two rows that are one business, and taking it back."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, transaction

from yingzhou.base.actors import Actor
from yingzhou.base.clock import now
from yingzhou.base.trail.acting import acting
from yingzhou.base.trail.writing import record
from yingzhou.work.registry.actions.moving import followers
from yingzhou.work.registry.models import Business, Merge
from yingzhou.work.registry.rules import merging

#: Facts the kept row takes over where it has none.
ADOPTED = (
    "uscc",
    "uscc_override",
    "registered_on",
    "industry_code",
    "registered_address",
    "address_key",
    "employees",
    "revenue",
    "assets",
    "facts_year",
    "facts_source",
    "station_id",
    "community_id",
)
#: Facts that are taken over together or not at all.
TOGETHER = (
    frozenset({"uscc", "uscc_override"}),
    frozenset({"registered_address", "address_key"}),
    frozenset({"employees", "revenue", "assets", "facts_year", "facts_source"}),
    frozenset({"station_id", "community_id"}),
)


@transaction.atomic
def merge(*, keep: Business, lose: Business, why: str, by: Actor) -> Merge:
    """Make two rows one business.  What went over is written down row by row, so that `unmerge` puts it back.

    The rows of every room that follows (`moving.follow`) go to `keep`, except those that would contradict one it has
    (two liaisons on one day): these stay and are listed.  Facts `keep` lacks are taken from `lose`.
    """
    acting(by)
    rows = {row.pk: row for row in Business.objects.select_for_update().filter(pk__in=[keep.pk, lose.pk]).order_by("pk")}
    merging.check_pair(
        keep_id=keep.pk,
        lose_id=lose.pk,
        names_of_merged=[row.name for row in rows.values() if row.merged_into_id],
        why=why,
    )
    keep, lose = rows[keep.pk], rows[lose.pk]
    moved: dict[str, Any] = {}
    stayed: dict[str, int] = {}
    for follower in followers():
        went, left = follower.move(keep_id=keep.pk, lose_id=lose.pk)
        if went:
            moved[follower.key] = went
        if left:
            stayed[follower.key] = left
    lose.merged_into = keep
    lose.save(update_fields=["merged_into"])
    adopted = _adopt(keep, lose)
    merged = Merge.objects.create(
        keep=keep,
        lose=lose,
        why=why.strip(),
        moved={"rows": moved, "stayed": stayed, "adopted": adopted},
        merged_by=by.actor,
    )
    record(
        "business.merge",
        keep,
        by=by,
        lost=lose.public_id,
        merge=merged.public_id,
        moved={name: len(went) for name, went in moved.items()},
        stayed=stayed,
        adopted=sorted(adopted),
        why=why.strip(),
    )
    return merged


@transaction.atomic
def unmerge(*, merge: Merge, by: Actor) -> Business:
    """Put every row back that went over and has not been moved elsewhere since; facts changed since are left as they are."""
    acting(by)
    merge = Merge.objects.select_for_update().get(pk=merge.pk)
    if merge.undone_at is not None:
        raise merging.MergeUndone
    rows = {
        row.pk: row for row in Business.objects.select_for_update().filter(pk__in=[merge.keep_id, merge.lose_id]).order_by("pk")
    }
    keep, lose = rows[merge.keep_id], rows[merge.lose_id]
    _give_back(keep, merge.moved["adopted"])
    _stand_alone(lose)
    left = 0
    for follower in followers():
        went = merge.moved["rows"].get(follower.key, [])
        left += len(went) - follower.back(went, keep_id=keep.pk)
    merge.undone_by, merge.undone_at = by.actor, now()
    merge.save(update_fields=["undone_by", "undone_at"])
    record("business.unmerge", keep, by=by, regained=lose.public_id, merge=merge.public_id, left=left)
    return lose


def _adopt(keep: Business, lose: Business) -> dict[str, list[Any]]:
    """Fill what `keep` lacks; `{field: [before, after]}` of what was filled, as JSON can hold it."""
    empty = (None, "")
    adopted: dict[str, list[Any]] = {}
    for field in ADOPTED:
        group = next((group for group in TOGETHER if field in group), frozenset({field}))
        if any(getattr(keep, one) not in empty and one not in adopted for one in group):
            continue
        before, after = getattr(keep, field), getattr(lose, field)
        if after not in empty and before in empty:
            adopted[field] = [before, _plain(after)]
            setattr(keep, field, after)
    if adopted:
        keep.save(update_fields=[field.removesuffix("_id") for field in adopted])
    return adopted


def _give_back(keep: Business, adopted: dict[str, list[Any]]) -> None:
    returned = [field for field, (_before, after) in adopted.items() if _plain(getattr(keep, field)) == after]
    for field in returned:
        setattr(keep, field, adopted[field][0])
    if returned:
        keep.save(update_fields=[field.removesuffix("_id") for field in returned])


def _stand_alone(lose: Business) -> None:
    lose.merged_into = None
    try:
        with transaction.atomic():
            lose.save(update_fields=["merged_into"])
    except IntegrityError as error:
        if "business_uscc_once" not in str(error):
            raise
        other = Business.objects.filter(uscc=lose.uscc, uscc_override="", merged_into=None).exclude(pk=lose.pk).first()
        raise merging.CannotUnmerge(code=lose.uscc, name=other.name if other else "—") from error


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, int | str) else str(value)
