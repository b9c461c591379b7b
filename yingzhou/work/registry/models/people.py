"""Whom to call: personal data of class 3, sealed field by field."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from yingzhou.base.public_ids import WithPublicId
from yingzhou.base.secrets.fields import SealedField
from yingzhou.work.registry.models.business import Business


class ContactPerson(WithPublicId):
    """联系人：a person to call about a business.

    Name and phone are sealed; `phone_blind` answers "same phone?" without opening anything; the masks are what lists
    show.  Opening them is an act with a line in the trail (`actions.read_contact`).
    """

    business = models.ForeignKey(Business, on_delete=models.CASCADE, related_name="people")
    name = SealedField()
    name_mask = models.CharField(max_length=24)
    phone = SealedField()
    phone_mask = models.CharField(max_length=24, blank=True)
    phone_blind = models.CharField(max_length=48, blank=True)
    position = models.CharField(max_length=24, blank=True)
    is_main = models.BooleanField(default=False, db_default=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name_plural = "contact people"
        constraints = [
            models.UniqueConstraint(fields=["business"], condition=Q(is_main=True), name="contact_person_one_main_a_business"),
        ]
        indexes = [
            models.Index(fields=["phone_blind"], name="contact_person_phone", condition=~Q(phone_blind="")),
        ]

    def __str__(self) -> str:
        return self.name_mask
