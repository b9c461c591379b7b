"""People who sign in, and the one-time links by which they first do."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from yingzhou.base.public_ids import WithPublicId
from yingzhou.base.secrets.fields import SealedField
from yingzhou.work.accounts.choices import InvitationKind


class OfficerManager(BaseUserManager["Officer"]):
    """Lookup by user name, as Django's authentication asks for it."""


class Officer(WithPublicId, AbstractBaseUser):
    """人员：one person who signs in.  What they may do comes from dated postings (network.Posting), never from flags here."""

    username = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=64)
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=10, default="zh-hans")
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: list[str] = ["name"]  # type: ignore[misc]

    objects = OfficerManager()

    class Meta:
        constraints = [models.UniqueConstraint(Lower("username"), name="officer_username_once_in_any_case")]

    def __str__(self) -> str:
        return self.name

    @property
    def actor(self) -> str:
        return f"officer:{self.public_id}"

    def get_full_name(self) -> str:
        return self.name


class Invitation(WithPublicId):
    """一次性链接：lets one person set what they could not set alone.  Only the hash of the link is kept; it works once.

    `secret` is the code generator it offers, until the first code from it proves that the phone has it.
    """

    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="invitations")
    kind = models.CharField(max_length=12, choices=InvitationKind)
    token_hash = models.CharField(max_length=64, unique=True)
    secret = SealedField()
    made_by = models.CharField(max_length=80)
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["officer"], condition=Q(used_at__isnull=True), name="invitation_one_open_per_officer"
            ),
            models.CheckConstraint(
                condition=Q(used_at__isnull=True) | Q(used_at__gte=F("made_at")), name="invitation_used_after_made"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.officer_id} {self.kind}"
