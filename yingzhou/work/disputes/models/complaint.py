"""投诉: a statutory complaint and who brought it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from yingzhou.base.public_ids import WithPublicId
from yingzhou.base.secrets.fields import SealedField
from yingzhou.work.cases.models import Case
from yingzhou.work.disputes.choices import ComplaintState, Ground, JointAct, ReceiptChannel, Termination, Topic, Trade
from yingzhou.work.disputes.models.dispute import Dispute
from yingzhou.work.network.models import Organization
from yingzhou.work.registry.models import Business


class Complaint(WithPublicId):
    """投诉：received through a statutory channel; `received_on` fixes the rule set for its whole life.

    Its case (kind `complaint`) carries number, words, station and handler; what the law asks stands here.  The respondent
    is a business of the registry where it is known, and always named and placed as the complainant did (article 10).
    """

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="complaint")
    dispute = models.OneToOneField(Dispute, null=True, blank=True, on_delete=models.PROTECT, related_name="complaint")
    platform_number = models.CharField(max_length=40, null=True, blank=True, unique=True)
    channel = models.CharField(max_length=12, choices=ReceiptChannel)
    received_on = models.DateField()
    state = models.CharField(max_length=12, choices=ComplaintState, default=ComplaintState.RECEIVED)

    respondent = models.ForeignKey(Business, null=True, blank=True, on_delete=models.PROTECT, related_name="complaints")
    respondent_name = models.CharField(max_length=120)
    respondent_address = models.CharField(max_length=200, blank=True)
    trade = models.CharField(max_length=12, choices=Trade, default=Trade.SHOP)
    request = models.TextField()
    facts = models.TextField()
    goods = models.CharField(max_length=120, blank=True)
    topic = models.CharField(max_length=12, choices=Topic, blank=True, db_default="", default="")
    amount = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    bought_on = models.DateField(null=True, blank=True)
    knew_on = models.DateField(null=True, blank=True)
    consents_publication = models.BooleanField(default=False)
    consents_delegation = models.BooleanField(default=False)

    held_by = models.ForeignKey(Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_on = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    ground = models.CharField(max_length=16, choices=Ground, blank=True)
    reason = models.TextField(blank=True)
    identity_due_on = models.DateField(null=True, blank=True)
    termination = models.CharField(max_length=16, choices=Termination, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount__isnull=True) | Q(amount__gte=0), name="complaint_amount_not_negative"),
            models.CheckConstraint(
                condition=~Q(state=ComplaintState.DECLINED) | (~Q(ground="") & ~Q(reason="")), name="complaint_declined_says_why"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[ComplaintState.RECEIVED, ComplaintState.RETURNED, ComplaintState.WITHDRAWN])
                | Q(decided_on__isnull=False),
                name="complaint_decided_before_it_goes_on",
            ),
            models.CheckConstraint(
                condition=~Q(state=ComplaintState.TERMINATED) | (~Q(termination="") & Q(ended_on__isnull=False)),
                name="complaint_terminated_says_why",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "received_on", "id"], name="complaint_by_state"),
            models.Index(fields=["respondent", "-received_on"], name="complaint_of_respondent"),
            models.Index(fields=["held_by", "state", "received_on"], name="complaint_of_holder"),
        ]

    def __str__(self) -> str:
        return self.platform_number or f"complaint {self.case_id}"


class Complainant(WithPublicId):
    """投诉人：one person bringing a complaint, sealed; several make a joint complaint (article 12), at most two speak for all.

    The blind values find the same telephone or address again without opening anything.
    """

    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="complainants")
    place = models.PositiveSmallIntegerField(default=1)
    name = SealedField()
    phone = SealedField()
    phone_blind = models.CharField(max_length=48, blank=True, db_index=True)
    address = SealedField()
    address_blind = models.CharField(max_length=48, blank=True, db_index=True)
    identity_checked_on = models.DateField(null=True, blank=True)
    speaks_for_all = models.BooleanField(default=False)
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["complaint", "place"], name="complainant_once_a_place"),
        ]

    def __str__(self) -> str:
        return f"complainant {self.place} of {self.complaint_id}"


class Proxy(WithPublicId):
    """委托代理人：who acts for the complainant, with the original power of attorney (article 11)."""

    complaint = models.OneToOneField(Complaint, on_delete=models.PROTECT, related_name="proxy")
    name = SealedField()
    phone = SealedField()
    powers = models.CharField(max_length=200)
    until = models.DateField(null=True, blank=True)
    original_seen_on = models.DateField(null=True, blank=True)
    identity_checked_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"proxy of {self.complaint_id}"


class JointConsent(WithPublicId):
    """被代表人同意：one of those represented agrees to one act of their representatives (article 12).  Rows are only added."""

    complainant = models.ForeignKey(Complainant, on_delete=models.PROTECT, related_name="consents")
    act = models.CharField(max_length=8, choices=JointAct)
    given_on = models.DateField()
    how = models.CharField(max_length=120)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    append_only = True  # config/roles.py: no working role may change or delete its rows

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["complainant", "act", "given_on"], name="joint_consent_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.act} by complainant {self.complainant_id}"


class Clue(WithPublicId):
    """调解中发现的线索：to be checked within its own clock, whatever becomes of the mediation (article 27).

    What is found goes on in the bureau's enforcement system; here stands that it was looked at, and when.
    """

    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="clues")
    found_on = models.DateField()
    words = models.TextField()
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    checked_on = models.DateField(null=True, blank=True)
    result = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(checked_on__isnull=True) | ~Q(result=""), name="clue_checked_says_what"),
        ]

    def __str__(self) -> str:
        return f"clue of {self.complaint_id}"


class AuthorityDispute(WithPublicId):
    """处理权限争议：another authority says it is ours, we say it is theirs; settled in time or put to the one above (article 33)."""

    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="authority_disputes")
    with_whom = models.CharField(max_length=120)
    arose_on = models.DateField()
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    settled_on = models.DateField(null=True, blank=True)
    result = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["complaint"], condition=Q(settled_on__isnull=True), name="authority_dispute_one_open_a_complaint"
            ),
            models.CheckConstraint(
                condition=Q(settled_on__isnull=True) | ~Q(result=""), name="authority_dispute_settled_says_how"
            ),
        ]

    def __str__(self) -> str:
        return f"authority dispute of {self.complaint_id}"
