"""The list of businesses, its filters and what is done with chosen rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from yingzhou.base.clock import today
from yingzhou.web.desk.forms.registry import ListForm, TagForm
from yingzhou.web.door.access import who
from yingzhou.web.door.viewer import viewer_of
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.overview.queries.registry import Asked, Listed, found_for, registry_list
from yingzhou.work.registry.actions.tags import put_tag_on_all
from yingzhou.work.registry.choices import Kind, Size, Status
from yingzhou.work.registry.queries.businesses import COUNT_CAP, Facets, businesses_among, facets_of, industry_name
from yingzhou.work.registry.queries.places import Places, places_of
from yingzhou.work.registry.queries.scope import DECIDERS, READERS, WRITERS
from yingzhou.work.registry.queries.tags import tag_for, tags_for

#: Parameters that say where in the list one is, not what is asked.
PLACE = ("after", "before")
#: Industries offered.
SHORT = 8

#: Beyond so many villages only those that were found, or are ticked, are offered.
MANY = 40

Items = list[tuple[Any, Any, int | None, bool]]


@dataclass(frozen=True)
class RowsPage:
    """All that desk/registry/rows.html may use."""

    listed: Listed
    previous: str
    next: str
    query: str
    may_write: bool
    may_export: bool
    words: dict[str, str]
    tags: dict[UUID, str]


@dataclass(frozen=True)
class ListPage(RowsPage):
    """All that desk/registry/list.html may use."""

    form: ListForm
    facets: list[tuple[Any, str, Items]]
    conditions: list[tuple[Any, str]]

    @property
    def total(self) -> str:
        """37, or “1000+”."""
        return f"{COUNT_CAP - 1}+" if self.listed.total >= COUNT_CAP else str(self.listed.total)


@dataclass(frozen=True)
class FacetsPage:
    """All that desk/registry/facets.html may use."""

    facets: list[tuple[Any, str, Items]]
    may_load: bool = False
    query: str = ""


@who(*READERS, act=_("看经营主体名录"))
def business_list(request: HttpRequest) -> HttpResponse:
    """The list, narrowed by what stands in the address; works the same without script."""
    viewer = viewer_of(request)
    places, form = _read(request, viewer)
    rows_only = request.htmx.target == "found" and not request.htmx.history_restore_request  # type: ignore[attr-defined]
    rows = _rows(request, viewer, form, counted=not rows_only)
    if rows_only:
        response = render(request, "desk/registry/rows.html", vars(rows))
    else:
        page = ListPage(
            **vars(rows), form=form, facets=_facets(form, places, None), conditions=_conditions(request, form, places)
        )
        response = render(request, "desk/registry/list.html", {**vars(page), "total": page.total})
    patch_vary_headers(response, ["HX-Target"])
    return response


def _rows(request: HttpRequest, viewer: Viewer, form: ListForm, *, counted: bool) -> RowsPage:
    listed = registry_list(
        viewer,
        _asked(form),
        on=today(),
        after=form.cleaned_data.get("after"),
        before=form.cleaned_data.get("before"),
        counted=counted,
    )
    may_write = viewer.has(*WRITERS)
    return RowsPage(
        listed=listed,
        previous=_href(request, before=listed.page.before) if listed.page.before else "",
        next=_href(request, after=listed.page.after) if listed.page.after else "",
        query=_query(request).urlencode(),
        may_write=may_write,
        may_export=viewer.has(*DECIDERS),
        words=_words(),
        tags={tag.public_id: tag.name for tag in tags_for(viewer, on=today())} if may_write else {},
    )


@who(*READERS, act=_("看经营主体名录"))
def facets(request: HttpRequest) -> HttpResponse:
    """The filter's choices with how many rows each has: fetched after the page, which does not wait for it."""
    viewer = viewer_of(request)
    places, form = _read(request, viewer)
    counted = facets_of(found_for(viewer, _asked(form), on=today()))
    page = FacetsPage(facets=_facets(form, places, counted))
    return render(request, "desk/registry/facets.html", vars(page))


@require_POST
@who(*WRITERS, act=_("给主体加标签"))
def tag_chosen(request: HttpRequest) -> HttpResponse:
    """Put a tag on the rows ticked."""
    viewer, on = viewer_of(request), today()
    form = TagForm(request.POST, tags={tag.public_id: tag.name for tag in tags_for(viewer, on=on)})
    chosen = businesses_among(viewer, request.POST.getlist("ids"), on=on)
    if form.is_valid():
        tag = tag_for(viewer, form.cleaned_data["tag"], on=on)
        put, had = put_tag_on_all(tag=tag, businesses=chosen, by=viewer, since=on)
        messages.success(
            request, _("已给 %(put)s 户加上“%(tag)s”，%(had)s 户原来就有") % {"put": put, "had": had, "tag": tag.name}
        )
    else:
        messages.error(request, _("没有选标签，什么也没改"))
    return HttpResponseRedirect(f"{reverse('desk:business_list')}?{request.POST.get('query', '')}")


def _words() -> dict[str, str]:
    """Every choice a row shows, in the language of the page: said once, not once a row."""
    return {value: str(label) for value, label in (*Kind.choices, *Status.choices, *Size.choices)}


def _read(request: HttpRequest, viewer: Viewer) -> tuple[Places, ListForm]:
    places = places_of(viewer, on=today())
    form = ListForm(request.GET, stations=places.stations, communities=places.communities)
    form.is_valid()
    return places, form


def _asked(form: ListForm) -> Asked:
    return Asked(
        filters=form.filters,
        without_liaison=form.cleaned_data.get("without_liaison", False),
        with_open=form.cleaned_data.get("with_open", False),
    )


def _query(request: HttpRequest) -> QueryDict:
    """What is asked, without the place in the list."""
    query = request.GET.copy()
    for name in PLACE:
        query.pop(name, None)
    return query


def _href(request: HttpRequest, **place: UUID) -> str:
    query = _query(request)
    for name, public_id in place.items():
        query[name] = str(public_id)
    return f"{reverse('desk:business_list')}?{query.urlencode()}"


def _without(request: HttpRequest, name: str, value: str) -> str:
    query = _query(request)
    query.setlist(name, [one for one in query.getlist(name) if one != value])
    return f"{reverse('desk:business_list')}?{query.urlencode()}"


def _facets(form: ListForm, places: Places, counted: Facets | None) -> list[tuple[Any, str, Items]]:
    """The groups of the filter; with counts where they were taken and are not capped."""
    known = counted is not None and not counted.is_capped
    kinds = counted.kinds if counted else {}
    by_place = {places.public_ids.get(pk): count for pk, count in counted.communities.items()} if counted else {}
    read = form.cleaned_data
    groups = [
        (_("类型"), "kind", _items(Kind.choices, read.get("kind"), kinds if known else None)),
        (_("状态"), "status", _items(Status.choices, read.get("status"), None)),
        (_("规模"), "size", _items(Size.choices, read.get("size"), None)),
    ]
    if len(places.stations) > 1:
        groups.append((_("指导站"), "station", _items(places.stations.items(), read.get("station"), None)))
    villages = _items(places.communities.items(), read.get("community"), by_place if known else None)
    if known or len(villages) > MANY:
        villages = sorted((item for item in villages if item[2] or item[3]), key=lambda item: (not item[3], -(item[2] or 0)))
    groups.append((_("村居"), "community", villages))
    if known and counted is not None:
        divisions = sorted(counted.divisions.items(), key=lambda item: -item[1])[:SHORT]
        asked = read.get("industry") or ()
        groups.append((_("行业"), "industry", [(code, industry_name(code), n, code in asked) for code, n in divisions]))
    return groups


def _items(options: Any, asked: Any, counts: Any) -> Items:
    chosen = set(asked or ())
    return [(value, text, None if counts is None else counts.get(value, 0), value in chosen) for value, text in options]


def _conditions(request: HttpRequest, form: ListForm, places: Places) -> list[tuple[Any, str]]:
    """The conditions in force in words, each with the address without it."""
    labels = _words()
    names: dict[str, Any] = {str(key): text for key, text in (places.stations | places.communities).items()}
    words = {"expiring": _("许可证将到期或已过期"), "without_liaison": _("没有联络员"), "with_open": _("有未了事项")}
    found: list[tuple[Any, str]] = []
    for name in form.fields:
        if name in PLACE or not form.cleaned_data.get(name):
            continue
        for value in request.GET.getlist(name):
            text = words.get(name) or labels.get(value) or names.get(value) or _word(name, value)
            found.append((text, _without(request, name, value)))
    return found


def _word(name: str, value: str) -> str:
    if name == "industry":
        return industry_name(value) or value
    return str(_("标签")) if name == "tag" else f"“{value}”"
