"""Who is told what.  Titles and numbers only: never who raised it, never what they wrote."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.text import format_lazy

from yingzhou.base.clock import today
from yingzhou.base.outbox.choices import Urgency
from yingzhou.base.outbox.writing import notify
from yingzhou.base.words import _
from yingzhou.work.accounts.choices import Role
from yingzhou.work.accounts.models import Officer
from yingzhou.work.cases.models import Case
from yingzhou.work.cases.queries import conflict_of
from yingzhou.work.network.models import Posting
from yingzhou.work.network.queries import in_force


def tell(officers: Iterable[Officer], case: Case, title: object, body: object = "", *, dedupe: str, urgent: bool = False) -> int:
    """One notification each, in the caller's transaction; whoever has a conflict hears nothing.  How many heard it now."""
    heard = 0
    for officer in officers:
        if conflict_of(officer.pk, case):
            continue
        written = notify(
            to=officer,
            title=title,
            body=body,
            about=case,
            url=f"/desk/cases/{case.public_id}/",
            urgency=Urgency.URGENT if urgent else Urgency.NORMAL,
            dedupe=f"case:{case.public_id}:{dedupe}",
        )
        heard += written is not None
    return heard


def heads_of(case: Case) -> list[Officer]:
    """The heads of the case's station today."""
    if case.station_id is None:
        return []
    postings = Posting.objects.filter(in_force(today()), organization=case.station_id, role=Role.STATION_HEAD)
    return [posting.officer for posting in postings.select_related("officer") if posting.officer.is_active]


def intake() -> list[Officer]:
    """Whoever sits at intake today."""
    postings = Posting.objects.filter(in_force(today()), role=Role.DEPARTMENT).select_related("officer")
    return list({posting.officer_id: posting.officer for posting in postings if posting.officer.is_active}.values())


def dispatched(case: Case) -> None:
    officers = [case.handler] if case.handler else heads_of(case)
    what = _("交给您承办：{number}") if case.handler else _("交到您站：{number}，请定承办人")
    tell(officers, case, format_lazy(what, number=case.number), _until(case.due_on), dedupe=f"dispatch:{case.moves.count()}")


def sent_back(case: Case) -> None:
    title = format_lazy(_("退回受理：{number}"), number=case.number)
    tell(intake(), case, title, dedupe=f"send_back:{case.moves.count()}")


def handed_in(case: Case) -> None:
    title = format_lazy(_("办好了，等您核查：{number}"), number=case.number)
    tell(heads_of(case), case, title, dedupe=f"hand_in:{case.moves.count()}")


def redo(case: Case) -> None:
    title = format_lazy(_("核查没过，请再办：{number}"), number=case.number)
    tell([case.handler] if case.handler else [], case, title, dedupe=f"redo:{case.moves.count()}")


def reopened(case: Case) -> None:
    title = format_lazy(_("重新打开：{number}，请换一个人看"), number=case.number)
    tell(heads_of(case), case, title, _until(case.due_on), dedupe=f"reopen:{case.moves.count()}", urgent=True)


def extension_asked(case: Case) -> None:
    title = format_lazy(_("申请延期：{number}"), number=case.number)
    tell(heads_of(case), case, title, dedupe=f"ask_extension:{case.moves.count()}")


def extension_decided(case: Case, *, asked_by: Officer, is_granted: bool) -> None:
    what = _("延期批了：{number}") if is_granted else _("延期没批：{number}")
    title = format_lazy(what, number=case.number)
    tell([asked_by], case, title, _until(case.due_on), dedupe=f"extend:{case.moves.count()}")


def due_soon(case: Case) -> int:
    title = format_lazy(_("快到期了：{number}"), number=case.number)
    officers = [case.handler] if case.handler else heads_of(case)
    return tell(officers, case, title, _until(case.due_on), dedupe=f"due:{case.due_on}")


def overdue(case: Case) -> None:
    title = format_lazy(_("已经逾期，转督办：{number}"), number=case.number)
    officers = {officer.pk: officer for officer in (*heads_of(case), *([case.handler] if case.handler else intake()))}
    tell(officers.values(), case, title, _until(case.due_on), dedupe=f"overdue:{case.due_on}", urgent=True)


def _until(day: date) -> object:
    return format_lazy(_("答应的日子：{day}"), day=day.isoformat())
