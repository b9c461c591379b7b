"""The list of businesses as it leaves the house: the columns of the import's table, so that it can come back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery

from yingzhou.base.documents.sheets import Column
from yingzhou.base.documents.sheets import Kind as Cell
from yingzhou.work.network.choices import Line
from yingzhou.work.network.models import Placement
from yingzhou.work.network.queries import in_force
from yingzhou.work.registry.choices import Kind, LegalForm, PermitKind, Status
from yingzhou.work.registry.models import Business, ContactPerson, FormerName, Permit, Premises
from yingzhou.work.registry.rules import importing

#: Rows read from the database at a time.
CHUNK = 2000
CELLS = {
    "registered_on": Cell.DATE,
    "permit_expires_on": Cell.DATE,
    "employees": Cell.NUMBER,
    "revenue": Cell.MONEY,
    "assets": Cell.MONEY,
}
WORDS: dict[str, dict[str, Any]] = {
    "kind": dict(Kind.choices),
    "legal_form": dict(LegalForm.choices),
    "status": dict(Status.choices),
    "permit_kind": dict(PermitKind.choices),
}


def export_columns(on: date) -> Sequence[Column]:
    """Name by name, heading by heading those of the import."""
    return [Column(one.name, one.label, CELLS.get(one.name, Cell.TEXT), width=one.width) for one in importing.columns(on)]


def export_rows(found: QuerySet[Business], *, on: date) -> Iterator[dict[str, Any]]:
    """The rows, newest first, read as they are asked for.

    One premises, permit, person and former name each, the first; contact people leave the house masked only.
    """
    own = {"business": OuterRef("pk")}
    main = ContactPerson.objects.filter(**own).order_by("-is_main", "pk")
    permit = Permit.objects.filter(**own, ended_on__isnull=True).order_by("-expires_on", "pk")
    town = Placement.objects.filter(in_force(on), child=OuterRef("community"), line=Line.TOWNSHIP)
    here = Premises.objects.filter(**own).exclude(until__lte=on).order_by("pk")
    read = found.order_by("-pk").values(
        "uscc",
        "name",
        "kind",
        "legal_form",
        "status",
        "registered_on",
        "industry_code",
        "registered_address",
        "employees",
        "revenue",
        "assets",
        premises_address=Subquery(here.values("address")[:1]),
        town=Subquery(town.values("parent__name")[:1]),
        village=F("community__name"),
        contact_name=Subquery(main.values("name_mask")[:1]),
        contact_phone=Subquery(main.values("phone_mask")[:1]),
        permit_kind=Subquery(permit.values("kind")[:1]),
        permit_number=Subquery(permit.values("number")[:1]),
        permit_expires_on=Subquery(permit.values("expires_on")[:1]),
        former_name=Subquery(FormerName.objects.filter(**own).order_by("-until").values("name")[:1]),
    )
    for values in read.iterator(chunk_size=CHUNK):
        row: dict[str, Any] = dict(values)
        for name, words in WORDS.items():
            row[name] = str(words.get(row[name], ""))
        for name in ("revenue", "assets"):
            row[name] = None if row[name] is None else Decimal(row[name]) / importing.MONEY_UNIT
        yield row
