"""The desk for who walks in, and one session from planning to its end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from yingzhou.base.clock import now, today
from yingzhou.base.refusals import NotFound, Refusal
from yingzhou.web.desk.forms import studios as forms
from yingzhou.web.door.access import who
from yingzhou.web.door.viewer import viewer_of
from yingzhou.web.shared.forms import refuse_in
from yingzhou.web.shared.reading import day_in, uuid_in
from yingzhou.work.cases.public import shown as shown_code
from yingzhou.work.disputes.actions import bookings as acts
from yingzhou.work.disputes.actions.walk_in import TakenIn, WalkIn, take_in
from yingzhou.work.disputes.choices import BookingAbout, BookingState
from yingzhou.work.disputes.models import Booking, MediationStudio
from yingzhou.work.disputes.queries import diary, studios
from yingzhou.work.disputes.rules.studios import BOOKERS, READERS
from yingzhou.work.registry import public as registry

BOOK = gettext_lazy("排工作室的日程")
READ = gettext_lazy("看调解工作室")


@dataclass(frozen=True)
class WalkInPage:
    """All that desk/studios/walk_in.html may use."""

    studio: MediationStudio
    form: forms.TakeIn


@dataclass(frozen=True)
class TakenInPage:
    """All that desk/studios/taken_in.html may use."""

    studio: MediationStudio
    taken: TakenIn
    code: str


@who(*BOOKERS, act=BOOK)
def walk_in(request: HttpRequest, pid: UUID) -> HttpResponse:
    """有人来了: what happened, which shop, and a case is open and a room taken."""
    viewer = viewer_of(request)
    found = studios.studio_for(viewer, pid)
    if request.method != "POST":
        return render(request, "desk/studios/walk_in.html", vars(WalkInPage(found, forms.TakeIn.fresh())))
    form = forms.TakeIn(request.POST)
    if form.is_valid():
        asked = dict(form.cleaned_data)
        key = asked.pop("key")
        try:
            taken = take_in(studio=found, told=WalkIn(**asked, business=_only_shop(asked["shop"])), key=key, by=viewer)
        except Refusal as refusal:
            refuse_in(form, refusal)
        else:
            page = TakenInPage(studio=found, taken=taken, code=shown_code(taken.code))
            return render(request, "desk/studios/taken_in.html", vars(page))
    return render(request, "desk/studios/walk_in.html", vars(WalkInPage(found, form)), status=422)


def _only_shop(words: str) -> UUID | None:
    """The one shop of that name, or nothing: a guess is no respondent."""
    found = registry.shops(words, most=2)
    return found[0].public_id if len(found) == 1 else None


@dataclass(frozen=True)
class BookPage:
    """All that desk/studios/book.html may use."""

    face: studios.StudioFace
    form: forms.Book


@who(*BOOKERS, act=BOOK)
def book(request: HttpRequest, pid: UUID) -> HttpResponse:
    """排一场: which matter, when, which room, who."""
    viewer = viewer_of(request)
    face = studios.studio_face(viewer, studios.studio_for(viewer, pid))
    lists: dict[str, Any] = {
        "rooms": [(str(one.public_id), one.name) for one in face.rooms],
        "mediators": [(str(one.public_id), one.name) for one in face.mediators],
    }
    if request.method != "POST":
        case_pid = uuid_in(request.GET, "case")
        case = diary.case_named(viewer, case_pid) if case_pid else None
        initial = {"number": case.number if case else "", "on": day_in(request.GET, "on") or today()}
        return render(request, "desk/studios/book.html", vars(BookPage(face, forms.Book(initial=initial, **lists))))
    form = forms.Book(request.POST, **lists)
    if form.is_valid() and (what := _what_for(request, form)) is not None:
        try:
            made = acts.book(studio=face.studio, slot=_slot(face, form), what=what, by=viewer)
        except Refusal as refusal:
            refuse_in(form, refusal)
        else:
            messages.success(request, _("排好了"))
            return HttpResponseRedirect(reverse("desk:booking", args=[made.public_id]))
    return render(request, "desk/studios/book.html", vars(BookPage(face, form)), status=422)


def _what_for(request: HttpRequest, form: forms.Book) -> acts.For | None:
    asked = form.cleaned_data
    if not asked["number"]:
        return acts.For(BookingAbout.OTHER, words=asked["words"])
    case = diary.case_to_book(viewer_of(request), asked["number"])
    if case is None:
        form.add_error("number", _("没有找到这个编号的先行和解或投诉，或者它不在您的范围内"))
        return None
    return acts.for_case(case)


def _slot(face: studios.StudioFace, form: forms.Book) -> acts.Slot:
    asked = form.cleaned_data
    room = next(one for one in face.rooms if str(one.public_id) == asked["room"])
    mediator = next(one for one in face.mediators if str(one.public_id) == asked["mediator"])
    return acts.Slot(room, mediator, *form.span())


@dataclass(frozen=True)
class BookingPage:
    """All that desk/studios/booking.html may use."""

    booking: Booking
    slot: diary.DiarySlot
    is_open: bool
    has_begun: bool
    may_book: bool
    form: forms.Cancel


@who(*READERS, act=READ)
@require_GET
def booking(request: HttpRequest, pid: UUID) -> HttpResponse:
    """One session: what it is about, who and where, and what became of it."""
    return _booking_page(request, diary.booking_for(viewer_of(request), pid))


@who(*BOOKERS, act=BOOK)
@require_POST
def booking_mark(request: HttpRequest, pid: UUID) -> HttpResponse:
    """It was held, or one side did not come."""
    found = diary.booking_for(viewer_of(request), pid)
    acts.mark_held(booking=found, by=viewer_of(request), came=request.POST.get("came") != "no")
    messages.success(request, _("记好了"))
    return HttpResponseRedirect(reverse("desk:booking", args=[pid]))


@who(*BOOKERS, act=BOOK)
@require_POST
def booking_cancel(request: HttpRequest, pid: UUID) -> HttpResponse:
    """Out of the diary, with a reason."""
    found = diary.booking_for(viewer_of(request), pid)
    form = forms.Cancel(request.POST)
    if form.is_valid():
        try:
            acts.cancel_booking(booking=found, reason=form.cleaned_data["reason"], by=viewer_of(request))
        except NotFound:
            raise
        except Refusal as refusal:
            refuse_in(form, refusal)
        else:
            messages.success(request, _("取消了，屋子和调解员都空出来了"))
            return HttpResponseRedirect(reverse("desk:booking", args=[pid]))
    return _booking_page(request, found, form=form, status=422)


def _booking_page(request: HttpRequest, found: Booking, *, form: forms.Cancel | None = None, status: int = 200) -> HttpResponse:
    viewer = viewer_of(request)
    page = BookingPage(
        booking=found,
        slot=diary.slot_of(viewer, found),
        is_open=found.state == BookingState.PLANNED,
        has_begun=found.starts_at <= now(),
        may_book=studios.studio_face(viewer, found.studio).may_book,
        form=form or forms.Cancel(),
    )
    return render(request, "desk/studios/booking.html", vars(page), status=status)
