"""联系点一对一: who keeps in touch with a point, what was promised there, and that it was done."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from yingzhou.base.clock import today
from yingzhou.base.refusals import NotFound, Refusal
from yingzhou.web.desk.forms.liaison import KeptForm, PointLiaisonForm, PromiseForm
from yingzhou.web.desk.views.points.lists import show
from yingzhou.web.door.access import who
from yingzhou.web.door.viewer import viewer_of
from yingzhou.web.shared.forms import refuse_in
from yingzhou.work.accounts.choices import Role
from yingzhou.work.disputes.queries.points import point_in_scope
from yingzhou.work.liaison import actions
from yingzhou.work.liaison.queries.handovers import successors_at
from yingzhou.work.liaison.queries.promises import promise_for
from yingzhou.work.liaison.rules import KEEPERS

ACT = gettext_lazy("管联络点")
PROMISE = gettext_lazy("记联系点的承诺")
PROMISERS = (*KEEPERS, Role.LIAISON)


@require_POST
@who(*KEEPERS, act=ACT)
def name_liaison(request: HttpRequest, pid: UUID) -> HttpResponse:
    """One person for this point, from a day."""
    viewer = viewer_of(request)
    point = point_in_scope(viewer, pid)
    people = {str(one.public_id): one for one in successors_at(point.station, today())}
    form = PointLiaisonForm(request.POST, people=[(key, one.name) for key, one in people.items()], auto_id="one_%s")

    def act() -> None:
        asked = form.cleaned_data
        actions.set_point_liaison(point=point, officer=people[asked["officer"]], since=asked["since"], by=viewer)
        messages.success(request, _("指定好了"))

    return _done(request, pid, form, "liaison", act)


@require_POST
@who(*PROMISERS, act=PROMISE)
def promise(request: HttpRequest, pid: UUID) -> HttpResponse:
    """What was promised, to whom, by when."""
    viewer = viewer_of(request)
    point = point_in_scope(viewer, pid)
    form = PromiseForm(request.POST, auto_id="promise_%s")

    def act() -> None:
        actions.promise_at_point(point=point, by=viewer, **form.cleaned_data)
        messages.success(request, _("记下了，到日子会提醒"))

    return _done(request, pid, form, "promise", act)


@require_POST
@who(*PROMISERS, act=PROMISE)
def kept(request: HttpRequest, pid: UUID) -> HttpResponse:
    """It was done."""
    viewer = viewer_of(request)
    found = promise_for(viewer, pid)
    form = KeptForm(request.POST, auto_id="kept_%s")

    def act() -> None:
        actions.keep_promise(promise=found, words=form.cleaned_data["words"], by=viewer)
        messages.success(request, _("记下了：做到了"))

    return _done(request, found.point.public_id, form, f"kept-{found.public_id}", act)


def _done(request: HttpRequest, pid: UUID, form: Form, name: str, act: Callable[[], None]) -> HttpResponse:
    """Back to the point; or the point again with what was typed and why not."""
    if form.is_valid():
        try:
            act()
        except NotFound:
            raise
        except Refusal as refusal:
            refuse_in(form, refusal)
        else:
            return HttpResponseRedirect(f"{reverse('desk:point', args=[pid])}#promises")
    return show(request, pid, bound={name: form}, status=422)
