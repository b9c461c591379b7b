"""The tables of the limiter.  Both are UNLOGGED: they reach no archive and no replica, and are empty after a crash."""

from __future__ import annotations

from django.db import models


class Bucket(models.Model):
    """限流桶：the moment at which everything taken under a key will have been paid back (theoretical arrival time)."""

    key = models.CharField(max_length=96, primary_key=True)
    full_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["full_at"], name="bucket_full_at")]

    def __str__(self) -> str:
        return self.key


class DayKey(models.Model):
    """日密钥：the key client addresses are hashed with on one day.  Erased after it, and with it every way back to an address."""

    day = models.DateField(primary_key=True)
    key = models.BinaryField()

    def __str__(self) -> str:
        return str(self.day)
