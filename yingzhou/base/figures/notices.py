"""Adding next year's holiday notice: entered by one person, checked in sentences, approved by another."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import UUID

import yaml
from django.db import IntegrityError, connection, transaction

from yingzhou.base.clock import now
from yingzhou.base.figures.models import OwnYear
from yingzhou.base.figures.writing import ApprovedByTheSame, Person
from yingzhou.base.refusals import NotFound, Refusal
from yingzhou.base.trail.writing import record
from yingzhou.base.words import _
from yingzhou.rulebook import FigureFault, calendars
from yingzhou.rulebook.calendars import Year

_ONE_AT_A_TIME = "select pg_advisory_xact_lock(hashtext('yingzhou.notices'))"
_hearers: list[Callable[[int], object]] = []


class NoticeRefused(Refusal):
    """The notice contradicts itself, or lacks what every notice has."""

    reason = _("这份放假安排不能用：{faults}")
    mend = _("对照国务院办公厅的通知改好再提交；填好的都还在")
    field = "rest"
    status = 422


class YearIsShipped(Refusal):
    """A year published with the program is never replaced."""

    reason = _("{year} 年的放假安排已随程序发布，不能另录")
    mend = _("如果国务院又发了新通知，请升级程序")
    field = "year"
    status = 422


class NoticeWaits(Refusal):
    """One notice a year waits at a time."""

    reason = _("{year} 年已经有一份在等批准")
    mend = _("先批准或撤回那一份")
    field = "year"


class NotANotice(Refusal):
    """What was typed or pasted cannot be read."""

    reason = _("读不懂“{text}”")
    mend = _("日期写成 2027-02-05..2027-02-11 或 2027-02-14，用逗号隔开；放假日一行一个节日：春节: 2027-02-05..2027-02-13")
    field = "rest"
    status = 422


def typed(*, year: int, source: str, published: date, rest: str, statutory: str, made_up: str) -> Year:
    """A notice from the fields of a form: a line a festival (`春节: 2027-02-05..2027-02-13`), days in lists."""
    named: dict[str, list[date]] = {}
    for line in filter(None, map(str.strip, rest.splitlines())):
        name, colon, days = line.replace("：", ":").partition(":")
        if not colon or not name.strip():
            raise NotANotice(text=line)
        named.setdefault(name.strip(), []).extend(_days(days, "rest"))
    found = {day: name for name, days in named.items() for day in days}
    worked = frozenset(_days(made_up, "made_up"))
    return Year(year, source.strip(), published, "A", found, frozenset(_days(statutory, "statutory")), worked)


def pasted(text: str) -> Year:
    """A notice from a file of the shape of the shipped ones."""
    try:
        return calendars.read_year(yaml.safe_load(text), where="")
    except FigureFault as fault:
        raise NoticeRefused(faults=fault.what, field="pasted") from fault
    except (yaml.YAMLError, KeyError, TypeError, AttributeError, ValueError) as wrong:
        raise NotANotice(text=str(wrong)[:80], field="pasted") from wrong


def _days(text: str, field: str) -> list[date]:
    try:
        return calendars.read_days(text)
    except ValueError as wrong:
        raise NotANotice(text=text.strip()[:60], field=field) from wrong


def when_approved(hearer: Callable[[int], object]) -> None:
    """Have `hearer` told, in the transaction of an approval, each year the notice says something about."""
    _hearers.append(hearer)


@transaction.atomic
def enter_year(*, year: Year, by: Person) -> OwnYear:
    """Enter a year's notice; it holds once another person has approved it."""
    if year.year in {shipped.year for shipped in calendars.shipped()}:
        raise YearIsShipped(year=year.year)
    if faults := [*calendars.faults_of(year), *calendars.lacks_of(year)]:
        raise NoticeRefused(faults="；".join(faults))
    named: dict[str, list[str]] = {}
    for day, name in sorted(year.rest.items()):
        named.setdefault(name, []).append(day.isoformat())
    own = OwnYear(
        year=year.year,
        source=year.source,
        published=year.published,
        rest=named,
        statutory=sorted(day.isoformat() for day in year.statutory),
        made_up=sorted(day.isoformat() for day in year.made_up),
        entered_by_id=by.officer_id,
    )
    try:
        with transaction.atomic():
            own.save()
    except IntegrityError as waiting:
        raise NoticeWaits(year=year.year) from waiting
    record("calendar.enter", own, by=by, year=own.year, source=own.source)
    return own


@transaction.atomic
def approve_year(*, notice: UUID, by: Person) -> OwnYear:
    """Put a waiting notice in force; the running clocks that lean on its year are worked out again by a job."""
    with connection.cursor() as cursor:
        cursor.execute(_ONE_AT_A_TIME)
    own = _waiting(notice)
    if own.entered_by_id == by.officer_id:
        raise ApprovedByTheSame
    own.approved_by_id, own.approved_at = by.officer_id, now()
    own.save(update_fields=["approved_by_id", "approved_at"])
    record("calendar.approve", own, by=by, year=own.year, source=own.source)
    days = [day for told in own.rest.values() for day in told] + own.made_up
    for year in sorted({own.year} | {int(day[:4]) for day in days}):
        for hearer in _hearers:
            hearer(year)
    return own


@transaction.atomic
def withdraw_year(*, notice: UUID, by: Person) -> None:
    """Take back a notice that nobody has approved yet."""
    own = _waiting(notice)
    record("calendar.withdraw", own, by=by, year=own.year)
    own.delete()


def _waiting(notice: UUID) -> OwnYear:
    found = OwnYear.objects.select_for_update().filter(public_id=notice, approved_at__isnull=True).first()
    if found is None:
        raise NotFound
    return found
