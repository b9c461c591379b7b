"""店家回话: by a link and a short code, without an account."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from yingzhou.base.public_ids import WithPublicId
from yingzhou.work.disputes.choices import Remedy, Reply
from yingzhou.work.disputes.models.mediation import Mediation


class MerchantLink(WithPublicId):
    """店家链接：link and code travel by different ways; of both only keyed hashes are kept.

    `wrong` counts wrong codes; too many and the link is dead, whoever asks.
    """

    mediation = models.ForeignKey(Mediation, on_delete=models.PROTECT, related_name="links")
    digest = models.CharField(max_length=48, unique=True)
    code_digest = models.CharField(max_length=48)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    until = models.DateTimeField()
    answer_by = models.DateField()
    shows_name = models.BooleanField(default=False)
    wrong = models.PositiveSmallIntegerField(default=0)
    opened_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["mediation"], condition=Q(withdrawn_at__isnull=True), name="merchant_link_one_lives"),
        ]

    def __str__(self) -> str:
        return f"merchant link of {self.mediation_id}"


class MerchantAnswer(WithPublicId):
    """店家的回话：an offer, a no with its reason, or a time to meet; and what the consumer says to an offer."""

    mediation = models.ForeignKey(Mediation, on_delete=models.PROTECT, related_name="answers")
    link = models.ForeignKey(MerchantLink, on_delete=models.PROTECT, related_name="answers")
    reply = models.CharField(max_length=8, choices=Reply)
    remedy = models.CharField(max_length=12, choices=Remedy, blank=True)
    amount = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    what = models.CharField(max_length=200, blank=True)
    by_on = models.DateField(null=True, blank=True)
    meet_at = models.DateTimeField(null=True, blank=True)
    at = models.DateTimeField()
    is_accepted = models.BooleanField(null=True, blank=True)
    consumer_words = models.CharField(max_length=200, blank=True)
    consumer_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["mediation"], condition=Q(is_accepted=True), name="merchant_answer_one_is_accepted"),
            models.CheckConstraint(condition=Q(reply=Reply.OFFER) ^ Q(remedy=""), name="merchant_offer_has_a_remedy"),
            models.CheckConstraint(condition=~Q(reply=Reply.DISAGREE) | ~Q(what=""), name="merchant_no_says_why"),
            models.CheckConstraint(condition=Q(reply=Reply.MEET) ^ Q(meet_at__isnull=True), name="merchant_meeting_has_a_time"),
            models.CheckConstraint(
                condition=Q(is_accepted__isnull=True) ^ Q(consumer_at__isnull=False), name="merchant_answer_accepted_when"
            ),
            models.CheckConstraint(condition=Q(amount__isnull=True) | Q(amount__gt=0), name="merchant_answer_amount_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.reply} {self.mediation_id}"
