"""Businesses and the names they used to bear."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from yingzhou.base.public_ids import WithPublicId
from yingzhou.work.network.models import Organization
from yingzhou.work.registry.choices import IndividualType, Kind, LegalForm, Size, Status


class Business(WithPublicId):
    """经营主体：one business, as registered and as it is found.

    `name_key` and `address_key` are `rules.name_key(name)` and `rules.address_key(registered_address)`; whoever writes
    the text writes the key.  `station` and `community` repeat the seat in force (`Seat`), so that lists need no join.
    Money is in yuan.  `size` is the stored result of `rules.size_of` under `size_version` of the figures, for filters
    only; the business page computes it anew.  A row with `merged_into` lives on as a signpost to the other.
    """

    kind = models.CharField(max_length=16, choices=Kind)
    legal_form = models.CharField(max_length=16, choices=LegalForm, blank=True)
    name = models.CharField(max_length=120)
    name_key = models.CharField(max_length=120, blank=True)
    uscc = models.CharField(max_length=18, blank=True)
    uscc_override = models.CharField(max_length=200, blank=True)
    status = models.CharField(max_length=12, choices=Status, default=Status.ACTIVE)
    registered_on = models.DateField(null=True, blank=True)
    industry_code = models.CharField(max_length=8, blank=True)
    registered_address = models.CharField(max_length=200, blank=True)
    address_key = models.CharField(max_length=200, blank=True)
    employees = models.PositiveIntegerField(null=True, blank=True)
    revenue = models.DecimalField(max_digits=16, decimal_places=2, null=True, blank=True)
    assets = models.DecimalField(max_digits=16, decimal_places=2, null=True, blank=True)
    facts_year = models.PositiveSmallIntegerField(null=True, blank=True)
    facts_source = models.CharField(max_length=40, blank=True)
    size = models.CharField(max_length=8, choices=Size, blank=True)
    size_version = models.CharField(max_length=40, blank=True)
    individual_type = models.CharField(max_length=12, choices=IndividualType, blank=True)
    individual_type_basis = models.CharField(max_length=120, blank=True)
    station = models.ForeignKey(Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    community = models.ForeignKey(Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="absorbed", db_index=False
    )
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    is_demo = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["uscc"],
                condition=Q(uscc_override="", merged_into__isnull=True) & ~Q(uscc=""),
                name="business_uscc_once",
            ),
            models.CheckConstraint(condition=Q(uscc_override="") | ~Q(uscc=""), name="business_override_needs_a_code"),
            models.CheckConstraint(
                condition=Q(legal_form="") | Q(kind=Kind.ENTERPRISE), name="business_legal_form_of_enterprises"
            ),
            models.CheckConstraint(
                condition=Q(individual_type="") | Q(kind=Kind.INDIVIDUAL), name="business_type_of_individuals"
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")), name="business_not_merged_into_itself"
            ),
        ]
        indexes = [
            models.Index(fields=["station", "status", "-id"], name="business_station"),
            models.Index(fields=["community", "-id"], name="business_community"),
            models.Index(fields=["name_key"], name="business_name_key", opclasses=["text_pattern_ops"]),
            models.Index(fields=["address_key"], name="business_address_key", condition=~Q(address_key="")),
            models.Index(fields=["-id"], name="business_unseated", condition=Q(station__isnull=True)),
            models.Index(fields=["merged_into"], name="business_merged", condition=Q(merged_into__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.name


class FormerName(models.Model):
    """曾用名：a name borne until (not including) a day."""

    business = models.ForeignKey(Business, on_delete=models.CASCADE, related_name="former_names")
    name = models.CharField(max_length=120)
    name_key = models.CharField(max_length=120, blank=True, db_index=True)
    since = models.DateField(null=True, blank=True)
    until = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(since__isnull=True) | Q(until__gt=F("since")), name="former_name_until_after_since"
            ),
        ]

    def __str__(self) -> str:
        return self.name
