"""People who sign in."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from yingzhou.base.public_ids import WithPublicId


class OfficerManager(BaseUserManager["Officer"]):
    """Lookup by user name, as Django's authentication asks for it."""


class Officer(WithPublicId, AbstractBaseUser):
    """人员：one person who signs in.  What they may do comes from dated postings (network.Posting), never from flags here."""

    username = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=64)
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=10, default="zh-hans")
    is_active = models.BooleanField(default=True)  # type: ignore[misc]
    is_demo = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: list[str] = ["name"]

    objects = OfficerManager()

    def __str__(self) -> str:
        return self.name

    @property
    def actor(self) -> str:
        return f"officer:{self.public_id}"

    def get_full_name(self) -> str:
        return self.name
