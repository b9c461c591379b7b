"""Notifications, the ways they leave by, and what each person chose."""

from __future__ import annotations

from datetime import time

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from yingzhou.base.outbox.choices import Channel, State, Urgency
from yingzhou.base.public_ids import WithPublicId


class Notification(WithPublicId):
    """通知：one thing one person should know.  Written in the transaction of the fact it tells."""

    to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    body = models.TextField(blank=True)
    url = models.CharField(max_length=300, blank=True)
    about_kind = models.CharField(max_length=48, blank=True)
    about_id = models.UUIDField(null=True, blank=True)
    urgency = models.CharField(max_length=8, choices=Urgency, default=Urgency.NORMAL)
    dedupe = models.CharField(max_length=120, blank=True)
    at = models.DateTimeField(db_default=Now(), editable=False)
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["to", "dedupe"], condition=~Q(dedupe=""), name="notification_told_once"),
        ]
        indexes = [
            models.Index(fields=["to", "-id"], name="notification_inbox"),
            models.Index(fields=["to"], condition=Q(read_at__isnull=True), name="notification_unread"),
        ]

    def __str__(self) -> str:
        return self.title


class Delivery(WithPublicId):
    """送达：one notification on its way by one channel; `due_at` is when it is next to be tried."""

    notification = models.ForeignKey(Notification, on_delete=models.CASCADE, related_name="deliveries")
    channel = models.CharField(max_length=8, choices=Channel)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    in_digest = models.BooleanField(default=False)
    due_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=80, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["notification", "channel"], name="delivery_once_a_channel"),
            models.CheckConstraint(
                condition=Q(state=State.SENT, sent_at__isnull=False) | (~Q(state=State.SENT) & Q(sent_at__isnull=True)),
                name="delivery_sent_iff_sent_at",
            ),
        ]
        indexes = [models.Index(fields=["due_at"], condition=Q(state=State.WAITING), name="delivery_waiting")]

    def __str__(self) -> str:
        return f"{self.channel} {self.state}"


class Preference(models.Model):
    """通知偏好：by which channels a person wants to be told, at once or once a day, and when not to be disturbed."""

    officer = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="+")
    email = models.BooleanField(default=True)
    sms = models.BooleanField(default=False)
    webhook = models.BooleanField(default=False)
    digest = models.BooleanField(default=False)
    quiet_from = models.TimeField(default=time(21, 0))
    quiet_until = models.TimeField(default=time(7, 30))

    def __str__(self) -> str:
        return f"{self.officer_id}"
