"""场次: the sitting-down."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from yingzhou.base.public_ids import WithPublicId
from yingzhou.work.disputes.choices import SessionResult, Side, Way
from yingzhou.work.disputes.models.mediation import Mediation


class Session(WithPublicId):
    """场次：one time both meet, on site, by telephone or by video.

    Time, place and mediators are told to both beforehand (article 20).  The minutes keep what each side asked and offered;
    where no letter is made they are the record that stays (article 24).
    """

    mediation = models.ForeignKey(Mediation, on_delete=models.PROTECT, related_name="sessions")
    place_in_row = models.PositiveSmallIntegerField()
    way = models.CharField(max_length=8, choices=Way)
    starts_at = models.DateTimeField()
    place = models.CharField(max_length=200, blank=True)
    mediators = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")
    guests = models.CharField(max_length=200, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)
    notice = models.UUIDField(null=True, blank=True)
    result = models.CharField(max_length=12, choices=SessionResult, default=SessionResult.PLANNED)
    absent_side = models.CharField(max_length=8, choices=Side, blank=True)
    is_absence_excused = models.BooleanField(default=False)
    reason = models.TextField(blank=True)
    consumer_asks = models.CharField(max_length=200, blank=True)
    merchant_offers = models.CharField(max_length=200, blank=True)
    minutes = models.TextField(blank=True)
    recorded_at = models.DateTimeField(null=True, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["mediation", "place_in_row"], name="session_once_a_place"),
            models.UniqueConstraint(
                fields=["mediation"], condition=Q(result=SessionResult.PLANNED), name="session_one_is_planned"
            ),
            models.CheckConstraint(condition=~Q(way=Way.ON_SITE) | ~Q(place=""), name="session_on_site_has_a_place"),
            models.CheckConstraint(
                condition=Q(result=SessionResult.PLANNED) ^ Q(recorded_at__isnull=False), name="session_recorded_iff_over"
            ),
            models.CheckConstraint(condition=~Q(result=SessionResult.HELD) | ~Q(minutes=""), name="session_held_has_minutes"),
            models.CheckConstraint(condition=Q(result=SessionResult.ABSENT) ^ Q(absent_side=""), name="session_absent_says_who"),
        ]
        indexes = [
            models.Index(fields=["starts_at"], condition=Q(result=SessionResult.PLANNED), name="session_ahead"),
        ]

    def __str__(self) -> str:
        return f"session {self.place_in_row} of {self.mediation_id}"
