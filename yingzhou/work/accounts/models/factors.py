"""The second factor: a time-based code, and recovery codes on paper."""

from __future__ import annotations

from django.db import models

from yingzhou.base.public_ids import WithPublicId
from yingzhou.base.secrets.fields import SealedField
from yingzhou.work.accounts.models.people import Officer


class Factor(WithPublicId):
    """第二道：the shared secret of a person's code generator (RFC 6238).  `last_step` makes each code work once."""

    officer = models.OneToOneField(Officer, on_delete=models.CASCADE, related_name="factor")
    secret = SealedField()
    confirmed_at = models.DateTimeField()
    last_step = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.officer_id)


class RecoveryCode(models.Model):
    """备用码：works once, instead of a code, when the phone is gone.  Only its keyed hash is kept."""

    officer = models.ForeignKey(Officer, on_delete=models.CASCADE, related_name="recovery_codes")
    code_hash = models.CharField(max_length=64)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["officer", "code_hash"], name="recovery_code_once")]

    def __str__(self) -> str:
        return str(self.officer_id)
