"""An officer's accepted visits as iCalendar (RFC 5545): names of businesses, addresses and hours, nothing about persons."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from django.utils.translation import gettext as _

from yingzhou.base.clock import day_of
from yingzhou.work.accounts.models import Officer
from yingzhou.work.visits.models import CalendarFeed
from yingzhou.work.visits.queries.plan.route import Stop, stops_between

PAST, AHEAD = timedelta(days=14), timedelta(days=70)
#: A line is folded after so many octets (RFC 5545, 3.1), never inside a character.
OCTETS = 75
PRODUCT = "-//Yingzhou//Visits//ZH"


def calendar(officer: Officer, *, at: datetime) -> bytes:
    """Two weeks back and ten ahead."""
    today = day_of(at)
    stops = stops_between(officer.pk, today - PAST, today + AHEAD)
    return b"".join(folded(line) for line in _lines(stops, at))


def feed_of(officer_id: int) -> CalendarFeed | None:
    """The living feed of somebody."""
    return CalendarFeed.objects.filter(officer=officer_id, revoked_at__isnull=True).first()


def _lines(stops: tuple[Stop, ...], at: datetime) -> Iterator[str]:
    yield "BEGIN:VCALENDAR"
    yield "VERSION:2.0"
    yield f"PRODID:{PRODUCT}"
    yield "CALSCALE:GREGORIAN"
    yield "METHOD:PUBLISH"
    yield f"X-WR-CALNAME:{escaped(_('走访'))}"
    yield "REFRESH-INTERVAL;VALUE=DURATION:PT1H"
    for stop in stops:
        yield from _event(stop, at)
    yield "END:VCALENDAR"


def _event(stop: Stop, at: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    year, number, _day = day_of(stop.arrives_at).isocalendar()
    yield f"UID:{stop.business}-{year}W{number:02}@yingzhou"
    yield f"DTSTAMP:{_utc(at)}"
    yield f"SEQUENCE:{stop.edition}"
    yield f"DTSTART:{_utc(stop.arrives_at)}"
    yield f"DTEND:{_utc(stop.ends_at)}"
    yield f"SUMMARY:{escaped(stop.name)}"
    if stop.address:
        yield f"LOCATION:{escaped(stop.address)}"
    yield f"GEO:{stop.latitude:.5f};{stop.longitude:.5f}"
    yield f"URL:{stop.geo}"
    yield "END:VEVENT"


def escaped(text: str) -> str:
    """TEXT as 3.3.11 wants it: backslash, semicolon, comma and line breaks escaped, other control characters left out."""
    told = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    told = told.replace("\r\n", "\\n").replace("\r", "\\n").replace("\n", "\\n")
    return "".join(char for char in told if char >= " " and char != "\x7f")


def folded(line: str) -> bytes:
    """A content line with CRLF, folded at 75 octets between characters."""
    parts: list[bytes] = []
    part = b""
    for char in line:
        octets = char.encode()
        if len(part) + len(octets) > OCTETS:
            parts.append(part)
            part = b" "
        part += octets
    return b"\r\n".join([*parts, part]) + b"\r\n"


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"
