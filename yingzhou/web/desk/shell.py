"""The frame round every desk page: who I am, the menu, its counts.

An entry is shown to exactly those whom its page lets in: the access mark of the view decides, nothing is said twice.
An entry whose address does not exist is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.urls import NoReverseMatch, Resolver404, resolve, reverse
from django.utils.translation import gettext_lazy as _

from yingzhou.web.door.access import Access
from yingzhou.work.accounts.choices import Role
from yingzhou.work.accounts.rules import Viewer

#: Counts beside the entries, by url name; `desk:notifications` counts the unread.  One query at most, each.
Counter = Callable[[Viewer], Mapping[str, int]]
_counters: list[Counter] = []


def count_with(counter: Counter) -> Counter:
    """Registers what counts (`@count_with` above a function); asked only when a page shows the menu."""
    _counters.append(counter)
    return counter


@dataclass(frozen=True)
class Page:
    """An entry of the menu as it is written down."""

    name: str
    label: Any
    icon: str


@dataclass(frozen=True)
class Section:
    label: Any
    area: str
    pages: tuple[Page, ...]


MENU = (
    Section("", "base", (Page("desk:home", _("今日"), "sun-high"),)),
    Section(
        _("一张网"),
        "net",
        (
            Page("desk:network", _("网络与双联系"), "sitemap"),
            Page("desk:people", _("人员与任职"), "users"),
            Page("desk:map", _("地图"), "map-pin"),
        ),
    ),
    Section(
        _("市监"),
        "sup",
        (
            Page("desk:business_list", _("经营主体"), "building-store"),
            Page("desk:case_list", _("事项"), "message-report"),
            Page("desk:complaint_list", _("投诉"), "scale"),
            Page("desk:tipoff_list", _("举报"), "lock"),
            Page("desk:tipoff_extensions", _("延长举报核查"), "calendar-plus"),
            Page("desk:studio_list", _("调解工作室"), "users-group"),
            Page("desk:point_list", _("联络点与星级"), "star"),
        ),
    ),
    Section(
        _("看成效"),
        "base",
        (
            Page("desk:import_list", _("导入与导出"), "table-import"),
            Page("desk:law", _("期限与依据"), "calendar-due"),
            Page("desk:paper_templates", _("文书模板"), "file-text"),
            Page("desk:trail", _("留痕与核验"), "fingerprint"),
            Page("desk:reveals", _("谁看过举报人"), "eye"),
            Page("desk:health", _("作业与健康"), "checklist"),
        ),
    ),
)


@dataclass(frozen=True)
class Entry:
    """An entry as it is shown."""

    label: Any
    href: str
    icon: str
    current: bool
    count: int


@dataclass(frozen=True)
class Group:
    label: Any
    area: str
    entries: list[Entry]


@cache
def address(name: str) -> str:
    """The address of a page, or nothing where there is none."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


@cache
def roles_of(name: str) -> frozenset[Role]:
    """The roles the page lets in; empty: anyone signed in."""
    access: Access = getattr(resolve(address(name)).func, "access", Access())
    return access.roles


def may_open(viewer: Viewer, name: str) -> bool:
    return bool(address(name)) and (not roles_of(name) or viewer.has(*roles_of(name)))


class Frame:
    """What desk/base.html shows.  Nothing is asked of the database before the template asks for it."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request
        self._viewer: Viewer | None = getattr(request, "viewer", None)

    def may(self, name: str) -> bool:
        """Whether a page lets this person in: a link to it is shown to no one else."""
        return self._viewer is not None and may_open(self._viewer, name)

    def leads(self, href: str) -> bool:
        """Whether a link leads somewhere for this person; what cannot be opened is shown as words, not as a link."""
        path = urlsplit(href).path
        try:
            access: Access = getattr(resolve(path).func, "access", Access()) if path.startswith("/") else Access()
        except Resolver404:
            return True
        return not access.roles or (self._viewer is not None and self._viewer.has(*access.roles))

    @property
    def home(self) -> str:
        return address("desk:home") or "/"

    @property
    def search(self) -> str:
        return address("desk:search")

    @property
    def asked(self) -> str:
        return self._request.GET.get("q", "") if self._request.path == self.search else ""

    @property
    def sign_out(self) -> str:
        return address("desk:sign_out")

    @property
    def me(self) -> str:
        return address("desk:me")

    @property
    def notifications(self) -> str:
        return address("desk:notifications")

    @property
    def place(self) -> str:
        return self._viewer.grants[0].organization_name if self._viewer and self._viewer.grants else ""

    @property
    def posts(self) -> str:
        grants = self._viewer.grants if self._viewer else ()
        return "、".join(dict.fromkeys(str(Role(grant.role).label) for grant in grants))

    @cached_property
    def counts(self) -> Mapping[str, int]:
        if self._viewer is None:
            return {}
        return {name: count for counter in _counters for name, count in counter(self._viewer).items()}

    @property
    def unread(self) -> int:
        return self.counts.get("desk:notifications", 0)

    @cached_property
    def menu(self) -> list[Group]:
        if self._viewer is None:
            return []
        groups = (Group(section.label, section.area, list(self._entries(section))) for section in MENU)
        return [group for group in groups if group.entries]

    def _entries(self, section: Section) -> Iterator[Entry]:
        for page in section.pages:
            if may_open(self._viewer, page.name):  # type: ignore[arg-type]
                href = address(page.name)
                yield Entry(page.label, href, page.icon, href == self._current, self.counts.get(page.name, 0))

    @cached_property
    def _current(self) -> str:
        """The entry whose address is the longest beginning of this page's; the home page is only itself."""
        path = self._request.path
        addresses = (address(page.name) for section in MENU for page in section.pages)
        above = (href for href in addresses if href and (path == href or (path.startswith(href) and href != self.home)))
        return max(above, key=len, default="")


def shell(request: HttpRequest) -> dict[str, Any]:
    """`frame` for desk/base.html."""
    frame = Frame(request)
    return {"frame": frame, "leads": frame.leads}
