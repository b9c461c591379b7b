"""Every URL says who may.  A view without such a mark fails `tests/house`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import urlencode

from yingzhou.base.refusals import NotAllowed
from yingzhou.base.words import _
from yingzhou.work.accounts.choices import Role

View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Access:
    """Who may: `roles` empty and `public` false means anyone signed in; `reauth` asks for the password again."""

    public: bool = False
    roles: frozenset[Role] = frozenset()
    reauth: bool = False


def anyone(view: Any) -> Any:
    """A public page."""

    @wraps(view, updated=())
    def open_view(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return view(request, *args, **kwargs)

    open_view.access = Access(public=True)  # type: ignore[attr-defined]
    return open_view


def signed_in(view: View) -> View:
    """Anyone with an account and a posting in force, whatever the role."""
    return who()(view)


OPEN_PAGE = _("打开这一页")


def who(*roles: Role, reauth: bool = False, act: Any = OPEN_PAGE) -> Callable[[View], View]:
    """Only viewers with one of `roles` (none given: any signed-in viewer).  Others get a refusal that says who may."""
    access = Access(roles=frozenset(roles), reauth=reauth)

    def mark(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            viewer = getattr(request, "viewer", None)
            if viewer is None:
                query = urlencode({"next": request.get_full_path()}) if request.method == "GET" else ""
                return HttpResponseRedirect("/desk/sign-in/" + (f"?{query}" if query else ""))
            if roles and not viewer.has(*roles):
                raise NotAllowed(act=act, roles="、".join(str(role.label) for role in roles))
            return view(request, *args, **kwargs)

        guarded.access = access  # type: ignore[attr-defined]
        return guarded

    return mark
