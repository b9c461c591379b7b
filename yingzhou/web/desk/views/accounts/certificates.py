"""执法证登记: what is on file, a new entry, a withdrawal.  The number is typed once and never shown again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from yingzhou.base.refusals import NotFound, Refusal
from yingzhou.web.desk.forms.certificates import CertificateForm, WithdrawForm
from yingzhou.web.door.access import who
from yingzhou.web.door.viewer import viewer_of
from yingzhou.web.shared.forms import refuse_in
from yingzhou.work.accounts import actions, queries
from yingzhou.work.accounts.choices import Role
from yingzhou.work.accounts.models import Certificate

KEEP = gettext_lazy("登记执法证")


@dataclass(frozen=True)
class CertificatesPage:
    """desk/accounts/certificates.html"""

    found: Sequence[Certificate]
    name: str
    next: str
    form: CertificateForm
    refused_for: UUID | None = None
    refused: Refusal | None = None


@who(Role.SECURITY_OFFICER, Role.DEPARTMENT, act=KEEP)
@require_http_methods(["GET", "POST"])
def certificates(request: HttpRequest) -> HttpResponse:
    """What is on file; a new entry by work number."""
    viewer = viewer_of(request)
    form = CertificateForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            holder = queries.holder_named(viewer, form.cleaned_data["username"])
            actions.enter_certificate(
                officer=holder,
                number=form.cleaned_data["number"],
                since=form.cleaned_data["since"],
                until=form.cleaned_data["until"],
                by=viewer,
            )
        except Refusal as refusal:
            refuse_in(form, refusal)
        else:
            messages.success(request, _("登记好了：%(name)s") % {"name": holder.name})
            return HttpResponseRedirect(reverse("desk:certificates"))
    return _page(request, form=form, status=422 if form.is_bound else 200)


@who(Role.SECURITY_OFFICER, Role.DEPARTMENT, act=KEEP)
@require_POST
def withdraw(request: HttpRequest, pid: UUID) -> HttpResponse:
    """Off the file from today, with a reason."""
    viewer = viewer_of(request)
    certificate = queries.certificate_for(viewer, pid)
    form = WithdrawForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    try:
        actions.withdraw_certificate(certificate=certificate, reason=reason, by=viewer)
    except NotFound:
        raise
    except Refusal as refusal:
        return _page(request, refused_for=pid, refused=refusal, status=refusal.status)
    messages.success(request, _("注销了，从今天起不再有效"))
    return HttpResponseRedirect(reverse("desk:certificates"))


def _page(
    request: HttpRequest,
    *,
    form: CertificateForm | None = None,
    refused_for: UUID | None = None,
    refused: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    name = request.GET.get("name", "").strip()[:64]
    found = queries.certificates_page(viewer_of(request), name=name, after=request.GET.get("after", ""))
    query = request.GET.copy()
    query["after"] = str(found.after or "")
    page = CertificatesPage(
        found=found.certificates,
        name=name,
        next=f"?{query.urlencode()}" if found.after else "",
        form=form or CertificateForm(),
        refused_for=refused_for,
        refused=refused,
    )
    return render(request, "desk/accounts/certificates.html", vars(page), status=status)
