"""Every URL says who may.  A view without such a mark fails `tests/house`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils.http import urlencode
from django_htmx.http import HttpResponseClientRedirect

from yingzhou.base.refusals import NotAllowed
from yingzhou.base.words import _
from yingzhou.web.door.confirming import ask_again
from yingzhou.web.door.held import hold
from yingzhou.web.door.returning import came_from
from yingzhou.work.accounts.choices import Role

View = Callable[..., HttpResponseBase]
SIGN_IN = "/desk/sign-in/"


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
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            viewer = getattr(request, "viewer", None)
            if viewer is None:
                return _to_sign_in(request)
            if roles and not viewer.has(*roles):
                raise NotAllowed(act=act, roles="、".join(str(role.label) for role in roles))
            if reauth and (question := ask_again(request)) is not None:
                return question
            return view(request, *args, **kwargs)

        guarded.access = access  # type: ignore[attr-defined]
        return guarded

    return mark


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    """To the sign-in page and back; a form sent too late waits for its sender there."""
    if request.method == "GET":
        wanted = request.get_full_path()
    else:
        hold(request)
        wanted = came_from(request, fallback="")
    target = SIGN_IN + (f"?{urlencode({'next': wanted})}" if wanted else "")
    return HttpResponseClientRedirect(target) if getattr(request, "htmx", False) else HttpResponseRedirect(target)
