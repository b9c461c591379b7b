"""The trail: a list to look through, one line with its proof, the lines of one thing, and the file anyone can check."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from yingzhou.base.clock import today
from yingzhou.base.trail import exporting, reading
from yingzhou.base.trail.reading import Asked, Line, Shown
from yingzhou.base.trail.watching import SealingState, sealing_state
from yingzhou.web.desk import acts
from yingzhou.web.door.access import signed_in, who
from yingzhou.web.door.viewer import viewer_of
from yingzhou.web.shared.reading import uuid_in
from yingzhou.work.accounts.choices import Role
from yingzhou.work.accounts.queries.names import names_of


class Filter(forms.Form):
    """What to look for; all of it may be empty."""

    verb = forms.CharField(label=_("动作"), max_length=64, required=False, widget=forms.Select(choices=acts.choices(acts.ACTS)))
    kind = forms.CharField(
        label=_("对象"), max_length=48, required=False, widget=forms.Select(choices=acts.choices(acts.SUBJECTS))
    )
    day = forms.DateField(label=_("哪一天"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    actor = forms.CharField(max_length=80, required=False, widget=forms.HiddenInput)

    def asked(self) -> Asked:
        """What was filled in and can be read; the rest counts as empty."""
        self.is_valid()
        given = {name: value for name, value in getattr(self, "cleaned_data", {}).items() if value}
        return Asked(**given)


@dataclass(frozen=True)
class Row:
    """One line of the list."""

    line: Line
    verb: Any
    who: str
    subject: Any


@dataclass(frozen=True)
class ListPage:
    """desk/trail/list.html"""

    rows: tuple[Row, ...]
    next: str
    count: int
    most: int
    form: Filter | None
    filtered: bool
    by: str
    state: SealingState | None
    about: str


@dataclass(frozen=True)
class LinePage:
    """desk/trail/line.html"""

    shown: Shown
    verb: Any
    who: str
    subject: Any
    facts: tuple[tuple[str, str], ...]
    audits: bool


@who(Role.AUDITOR, act=_("查看全部留痕"))
@require_GET
def lines(request: HttpRequest) -> HttpResponse:
    """All lines, newest first."""
    form = Filter(request.GET)
    found = reading.all_lines(form.asked(), after=uuid_in(request.GET, "after"))
    kept = {name: str(value) for name, value in request.GET.items() if value and name in Filter.base_fields}
    page = ListPage(
        rows=_rows(found.lines),
        next="?" + urlencode(kept | {"after": str(found.after)}) if found.after else "",
        count=found.count,
        most=reading.MOST,
        form=form,
        filtered=bool(kept),
        by=acts.author(kept["actor"], names_of([kept["actor"]])) if "actor" in kept else "",
        state=sealing_state(),
        about="",
    )
    return render(request, "desk/trail/list.html", vars(page), status=200 if form.is_valid() else 422)


@signed_in
@require_GET
def about(request: HttpRequest, kind: str, pid: UUID) -> HttpResponse:
    """The lines of one thing, for whoever may see the thing."""
    found = reading.lines_about(viewer_of(request), kind, pid, after=uuid_in(request.GET, "after"))
    page = ListPage(
        rows=_rows(found.lines),
        next=f"?after={found.after}" if found.after else "",
        count=found.count,
        most=reading.MOST,
        form=None,
        filtered=False,
        by="",
        state=None,
        about=kind,
    )
    return render(request, "desk/trail/list.html", vars(page))


@signed_in
@require_GET
def line(request: HttpRequest, pid: UUID) -> HttpResponse:
    """One line: its facts, its seal, and the way from it to the signed head."""
    viewer = viewer_of(request)
    audits = viewer.has(Role.AUDITOR)
    shown = reading.line_for(viewer, pid, audits=audits)
    page = LinePage(
        shown=shown,
        verb=acts.act(shown.line.verb),
        who=acts.author(shown.line.actor, names_of([shown.line.actor])),
        subject=acts.subject(shown.line.kind),
        facts=tuple((name, _told(value)) for name, value in sorted(shown.line.facts.items())),
        audits=audits,
    )
    return render(request, "desk/trail/line.html", vars(page))


@who(Role.AUDITOR, act=_("导出留痕"), reauth=True)
@require_POST
def export(request: HttpRequest) -> HttpResponseBase:
    """Everything sealed, with the heads; `verify_trail.py` checks it on any machine."""
    target = tempfile.TemporaryFile()  # noqa: SIM115  the response closes it
    exporting.export(target, by=viewer_of(request))
    target.seek(0)
    return FileResponse(
        target, as_attachment=True, filename=f"trail-{today():%Y%m%d}.txt", content_type="text/plain; charset=utf-8"
    )


def _rows(found: Sequence[Line]) -> tuple[Row, ...]:
    names = names_of(line.actor for line in found)
    return tuple(Row(line, acts.act(line.verb), acts.author(line.actor, names), acts.subject(line.kind)) for line in found)


def _told(value: Any) -> str:
    """A fact as one line of text."""
    if value is None or value == "":
        return "—"
    if isinstance(value, list):
        return "、".join(_told(item) for item in value)
    return str(value)
