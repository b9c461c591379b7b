"""场次: one room, one mediator, from–to."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from yingzhou.base.public_ids import WithPublicId
from yingzhou.work.cases.models import Case
from yingzhou.work.disputes.choices import BookingAbout, BookingState, BookingWay
from yingzhou.work.disputes.models.studio import MediationStudio, Mediator, StudioRoom


class MomentRange(Func):
    """`tstzrange(starts_at, ends_at)`: the end is not included, so that one session may follow another at once."""

    function = "tstzrange"
    output_field = DateTimeRangeField()


class Booking(WithPublicId):
    """场次：what the diary shows.  The database refuses a room or a mediator twice at one time.

    `about` and `about_id` name what it is about; `case` is the matter behind it, whose number alone is shown on the board.
    `words` is what a session without a case is for; no names.
    """

    studio = models.ForeignKey(MediationStudio, on_delete=models.PROTECT, related_name="bookings")
    room = models.ForeignKey(StudioRoom, on_delete=models.PROTECT, related_name="bookings")
    mediator = models.ForeignKey(Mediator, on_delete=models.PROTECT, related_name="bookings")
    way = models.CharField(max_length=8, choices=BookingWay)
    state = models.CharField(max_length=8, choices=BookingState, default=BookingState.PLANNED)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    about = models.CharField(max_length=12, choices=BookingAbout)
    about_id = models.UUIDField(null=True, blank=True)
    case = models.ForeignKey(Case, null=True, blank=True, on_delete=models.PROTECT, related_name="bookings")
    words = models.CharField(max_length=80, blank=True)
    reason = models.CharField(max_length=120, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="booking_ends_after_it_starts"),
            models.CheckConstraint(
                condition=Q(about=BookingAbout.OTHER, about_id__isnull=True, case__isnull=True) & ~Q(words="")
                | ~Q(about=BookingAbout.OTHER) & Q(about_id__isnull=False, case__isnull=False),
                name="booking_says_what_for",
            ),
            models.CheckConstraint(condition=~Q(state=BookingState.CANCELED) | ~Q(reason=""), name="booking_canceled_says_why"),
            ExclusionConstraint(
                name="booking_room_once_at_a_time",
                expressions=[
                    (F("room"), RangeOperators.EQUAL),
                    (MomentRange("starts_at", "ends_at"), RangeOperators.OVERLAPS),
                ],
                condition=~Q(state=BookingState.CANCELED),
            ),
            ExclusionConstraint(
                name="booking_mediator_once_at_a_time",
                expressions=[
                    (F("mediator"), RangeOperators.EQUAL),
                    (MomentRange("starts_at", "ends_at"), RangeOperators.OVERLAPS),
                ],
                condition=~Q(state=BookingState.CANCELED),
            ),
        ]
        indexes = [
            models.Index(fields=["studio", "starts_at"], name="booking_of_studio"),
            models.Index(fields=["case", "starts_at"], name="booking_of_case"),
        ]

    def __str__(self) -> str:
        return f"{self.studio_id} {self.starts_at:%Y-%m-%d %H:%M}"
