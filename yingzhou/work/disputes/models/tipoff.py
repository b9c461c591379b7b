"""举报: an aggregate of its own.  It is no case, points at none, and none points at it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from yingzhou.base.evidence.models import Evidence
from yingzhou.base.public_ids import WithPublicId
from yingzhou.base.secrets.fields import SealedField
from yingzhou.base.secrets.persons import PersonField
from yingzhou.work.disputes.choices import Matter, ReceiptChannel, TipoffState, TipoffStep
from yingzhou.work.network.models import Organization
from yingzhou.work.registry.models import Business


class Tipoff(WithPublicId):
    """举报：somebody reports that the law is being broken.  What it says, and about whom, is sealed.

    `number` is drawn by lot: neither it nor anything else shown outside counts or dates reports.  `unit` is the department
    that has it; without one, every department of the bureau sees it until one names a handler.  `received_on` is a day, and
    fixes the rule set.  `came_with` names the complaint it was split from, sealed: the complaint knows nothing of it.  `business` decides who is kept away (liaison and village of the target, since the day of receipt).
    """

    number = models.CharField(max_length=16, unique=True)
    state = models.CharField(max_length=12, choices=TipoffState, default=TipoffState.RECEIVED)
    channel = models.CharField(max_length=12, choices=ReceiptChannel)
    received_on = models.DateField()
    matter = models.CharField(max_length=24, choices=Matter, default=Matter.OTHER)
    platform_number = SealedField()
    came_with = SealedField()

    business = models.ForeignKey(Business, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    target_name = SealedField()
    target_address = SealedField()
    facts = SealedField()
    found = SealedField()
    reason = SealedField()

    unit = models.ForeignKey(Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    handler = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_on = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    replied_on = models.DateField(null=True, blank=True)
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="later")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[TipoffState.RECEIVED, TipoffState.CHECKING]) ^ Q(decided_on__isnull=False),
                name="tipoff_decided_iff_it_has_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(state=TipoffState.CHECKING) | Q(handler__isnull=False), name="tipoff_checked_by_somebody"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[TipoffState.REPEATED, TipoffState.MERGED]) ^ Q(merged_into__isnull=True),
                name="tipoff_repeats_another",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")), name="tipoff_not_into_itself"
            ),
            models.CheckConstraint(
                condition=Q(replied_on__isnull=True) | Q(decided_on__isnull=False), name="tipoff_replied_once_decided"
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "state", "received_on", "id"], name="tipoff_of_unit"),
            models.Index(fields=["handler", "state", "received_on", "id"], name="tipoff_of_handler"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def is_open(self) -> bool:
        return self.decided_on is None


class Informant(WithPublicId):
    """举报人：a vault.  Each row is sealed with a key of its own; destroying the key erases the person everywhere.

    No row at all for somebody who reported anonymously.  The marks are twenty bits of a keyed hash: enough to ask whether
    the same person reported the same target before, far too few to tell which of thousands of people it is.
    """

    tipoff = models.OneToOneField(Tipoff, on_delete=models.PROTECT, related_name="informant")
    name = PersonField()
    phone = PersonField()
    address = PersonField()
    id_number = PersonField()
    phone_mark = models.CharField(max_length=8, blank=True, db_index=True)
    id_mark = models.CharField(max_length=8, blank=True, db_index=True)
    erase_on = models.DateField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True) | Q(name="", phone="", address="", id_number="", phone_mark="", id_mark=""),
                name="informant_erased_is_empty",
            ),
        ]
        indexes = [
            models.Index(fields=["erase_on"], condition=Q(erased_at__isnull=True), name="informant_to_erase"),
        ]

    def __str__(self) -> str:
        return "informant"


class TipoffMove(WithPublicId):
    """一步：one step of one report.  Rows are only added.  It carries no words: those stand sealed in the report."""

    tipoff = models.ForeignKey(Tipoff, on_delete=models.PROTECT, related_name="moves")
    name = models.CharField(max_length=12, choices=TipoffStep)
    at = models.DateTimeField()
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    handler = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    append_only = True  # config/roles.py: no working role may change or delete its rows

    class Meta:
        indexes = [models.Index(fields=["tipoff", "id"], name="tipoffmove_of_tipoff")]

    def __str__(self) -> str:
        return self.name


class TipoffPaper(WithPublicId):
    """材料：a file that came with a report, or that the check brought."""

    tipoff = models.ForeignKey(Tipoff, on_delete=models.PROTECT, related_name="papers")
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="+")
    added_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["tipoff", "evidence"], name="tipoff_paper_once")]

    def __str__(self) -> str:
        return "paper"


class Release(WithPublicId):
    """放行：words that may be shown to the target, written by one person, read against the report, let out by another."""

    tipoff = models.ForeignKey(Tipoff, on_delete=models.PROTECT, related_name="releases")
    words = SealedField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    released_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tipoff"], condition=Q(released_at__isnull=True), name="release_one_waits"),
            models.CheckConstraint(
                condition=Q(released_by__isnull=True, released_at__isnull=True)
                | (Q(released_by__isnull=False, released_at__isnull=False) & ~Q(released_by=F("written_by"))),
                name="release_by_another",
            ),
        ]

    def __str__(self) -> str:
        return "release"
