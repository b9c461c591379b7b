"""Entering a business, correcting its facts, changing its standing."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yingzhou.base.clock import today
from yingzhou.base.receipts import once
from yingzhou.web.desk.forms.registry import CorrectionForm, NewForm, StatusForm
from yingzhou.web.desk.views.registry.filling import FormPage, fill
from yingzhou.web.door.access import who
from yingzhou.web.door.viewer import viewer_of
from yingzhou.work.registry.actions.businesses import correct_business, register_business, set_status
from yingzhou.work.registry.choices import Status
from yingzhou.work.registry.queries.businesses import business_for
from yingzhou.work.registry.queries.places import places_of
from yingzhou.work.registry.queries.scope import WRITERS, sees_all
from yingzhou.work.registry.rules.corrections import CORRECTABLE


def _key(request: HttpRequest) -> UUID:
    """The key of this form: sent again, it is done once."""
    try:
        return UUID(request.POST.get("key", ""))
    except ValueError:
        return uuid4()


@who(*WRITERS, act=_("登记经营主体"))
def new(request: HttpRequest) -> HttpResponse:
    """A new business.  Sent twice, entered once."""
    viewer = viewer_of(request)
    places = places_of(viewer, on=today())
    home = None if sees_all(viewer) else next(iter(places.stations), None)
    form = NewForm(request.POST or None, stations=places.stations, communities=places.communities, home=home)
    key = _key(request)

    def register() -> str:
        with once(key, form.cleaned_data, scope="business.register", by=viewer) as receipt:
            if receipt.is_new:
                made = register_business(facts=form.facts, by=viewer, **form.place)  # type: ignore[arg-type]
                receipt.keep(business=made.public_id)
        messages.success(request, _("已登记“%(name)s”") % {"name": form.cleaned_data["name"]})
        return reverse("desk:business", args=[receipt.answer["business"]])

    page = FormPage(
        title=_("登记经营主体"),
        form=form,
        submit=_("登记"),
        back=reverse("desk:business_list"),
        note=_("名称以外都可以以后再补"),
        key=str(key),
    )
    return fill(request, page, register)


@who(*WRITERS, act=_("更正登记事项"))
def correct(request: HttpRequest, pid: UUID) -> HttpResponse:
    """Correct facts; only what was changed is written, and not over what someone else wrote meanwhile."""
    viewer = viewer_of(request)
    business = business_for(viewer, pid, on=today())
    form = CorrectionForm(request.POST or None, initial={name: getattr(business, name) for name in CORRECTABLE})

    def save() -> str:
        correct_business(business=business, asked=form.asked, renamed_on=form.cleaned_data["renamed_on"], by=viewer)
        messages.success(request, _("已更正，原来的内容留在变更记录里"))
        return reverse("desk:business", args=[pid])

    page = FormPage(
        title=_("更正“%(name)s”") % {"name": business.name},
        form=form,
        submit=_("保存"),
        back=reverse("desk:business", args=[pid]),
        business=business,
    )
    return fill(request, page, save)


@who(*WRITERS, act=_("改变主体状态"))
def status(request: HttpRequest, pid: UUID) -> HttpResponse:
    """Change where the business is in its life."""
    viewer = viewer_of(request)
    business = business_for(viewer, pid, on=today())
    form = StatusForm(request.POST or None, initial={"to": business.status})

    def change() -> str:
        set_status(business=business, to=Status(form.cleaned_data["to"]), why=form.cleaned_data["why"], by=viewer)
        messages.success(request, _("状态已改"))
        return reverse("desk:business", args=[pid])

    page = FormPage(
        title=_("“%(name)s”的状态") % {"name": business.name},
        form=form,
        submit=_("改状态"),
        back=reverse("desk:business", args=[pid]),
        business=business,
    )
    return fill(request, page, change)
