"""What changed in a business, field by field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from yingzhou.base.words import _
from yingzhou.work.accounts.models import Officer
from yingzhou.work.network.models import Organization
from yingzhou.work.registry import choices
from yingzhou.work.registry.models import Business, Change
from yingzhou.work.registry.rules.corrections import CORRECTABLE, OTHER_FIELDS

#: Bookkeeping columns that follow from others: not shown.
SILENT = frozenset({"name_key", "address_key", "size_version", "id", "public_id", "created_at", "phone_blind", "is_demo"})
CHOICES: dict[str, type[Any]] = {
    "kind": choices.Kind,
    "legal_form": choices.LegalForm,
    "status": choices.Status,
    "size": choices.Size,
    "individual_type": choices.IndividualType,
    "how": choices.SeatedBy,
    "put_by": choices.TaggedBy,
}
SOURCES = {
    "screen": _("页面"),
    "import": _("导入"),
    "api": _("接口"),
    "device": _("手机"),
    "rule": _("标签规则"),
    "": _("直接改库"),
}
ORGANIZATIONS = frozenset({"station_id", "community_id"})


@dataclass(frozen=True)
class FieldChange:
    """One field: what it was and what it is.  `is_sealed`: personal data, of which only the fact of the change is kept."""

    label: Any
    old: Any
    new: Any
    is_sealed: bool = False


@dataclass(frozen=True)
class ChangeLine:
    """One statement's change of one row."""

    at: datetime
    table: str
    operation: str
    actor: str
    source: str
    fields: tuple[FieldChange, ...]

    @property
    def source_label(self) -> Any:
        """Where the facts came from, in words; the database's own hand where nobody said."""
        word, _colon, _which = self.source.partition(":")
        return SOURCES.get(word, self.source)


def changes_of(business: Business) -> QuerySet[Change]:
    """The changes of a business and of the rows merged into it, newest first.  The caller has been let see the business."""
    ids = [business.pk, *Business.objects.filter(merged_into=business).values_list("pk", flat=True)]
    return Change.objects.filter(business_id__in=ids).order_by("-at", "-id")


def history_page(business: Business, *, before: str = "", size: int = 30) -> tuple[list[ChangeLine], str]:
    """One page of the changes in words, and the moment the next page continues before (empty at the end).

    Lines of one moment are one transaction; a page never cuts one in two, so it may be a little longer than `size`.
    """
    found = changes_of(business)
    if moment := _moment(before):
        found = found.filter(at__lt=moment)
    read = list(found[:size])
    if len(read) < size:
        return told(read), ""
    last = read[-1]
    read += list(found.filter(at=last.at, pk__lt=last.pk))
    return told(read), last.at.isoformat() if found.filter(at__lt=last.at).exists() else ""


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def told(changes: list[Change]) -> list[ChangeLine]:
    """The changes in words: labels for fields, names for ids.  Two queries, however many changes."""
    names = _names_of_organizations(changes)
    people = _names_of_actors({change.actor for change in changes})
    lines = []
    for change in changes:
        fields = tuple(
            _field(name, values[0], values[1], change, names) for name, values in change.fields.items() if name not in SILENT
        )
        if fields:
            actor = people.get(change.actor, change.actor)
            lines.append(ChangeLine(change.at, change.table, change.operation, actor, change.source, fields))
    return lines


def field_changes(fields: Mapping[str, list[Any]]) -> list[FieldChange]:
    """The fields of a business's own row that are shown, in words; ids of organizations are left out."""
    return [
        FieldChange(CORRECTABLE.get(name) or OTHER_FIELDS.get(name, name), _label(name, old), _label(name, new))
        for name, (old, new) in fields.items()
        if name not in SILENT | ORGANIZATIONS
    ]


def _field(name: str, old: Any, new: Any, change: Change, names: dict[int, str]) -> FieldChange:
    label = CORRECTABLE.get(name) or OTHER_FIELDS.get(name, name)
    if old is None and new is None:
        return FieldChange(label, None, None, is_sealed=True)
    if name in ORGANIZATIONS:
        return FieldChange(label, names.get(old), names.get(new))
    if name in CHOICES and change.table == "registry_business":
        return FieldChange(label, _label(name, old), _label(name, new))
    return FieldChange(label, old, new)


def _label(name: str, value: Any) -> Any:
    known = CHOICES.get(name)
    return known(value).label if known is not None and value in known.values else value


def _names_of_organizations(changes: list[Change]) -> dict[int, str]:
    ids = {value for change in changes for name in ORGANIZATIONS for value in change.fields.get(name, []) if value}
    return dict(Organization.objects.filter(pk__in=ids).values_list("pk", "name"))


def _names_of_actors(actors: set[str]) -> dict[str, str]:
    ids = {actor: _uuid(actor.removeprefix("officer:")) for actor in actors if actor.startswith("officer:")}
    names = dict(Officer.objects.filter(public_id__in=[one for one in ids.values() if one]).values_list("public_id", "name"))
    return {actor: names[one] for actor, one in ids.items() if one in names}


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
