"""Every URL says who may.  A view without such a mark fails `tests/house`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.utils.http import urlencode
from django_htmx.http import HttpResponseClientRedirect

from yingzhou.base.clock import today
from yingzhou.base.refusals import NotAllowed
from yingzhou.base.words import _
from yingzhou.web.door.confirming import ask_again
from yingzhou.web.door.held import hold
from yingzhou.web.door.returning import came_from
from yingzhou.work.accounts.choices import Role
from yingzhou.work.accounts.queries import certified
from yingzhou.work.accounts.rules import Viewer

View = Callable[..., HttpResponseBase]
SIGN_IN = "/desk/sign-in/"


@dataclass(frozen=True)
class Access:
    """Who may: `roles` empty and `public` false means anyone signed in; `reauth` asks for the password again.

    `program`: the asker is a program on a phone; whatever is not done is said in JSON, and nobody is led to a page.
    `certified`: those of the roles that get in only with an enforcement certificate on file today.
    """

    public: bool = False
    roles: frozenset[Role] = frozenset()
    reauth: bool = False
    program: bool = False
    certified: frozenset[Role] = frozenset()

    def lets_in(self, viewer: Viewer) -> bool:
        """Whether the page opens for this viewer."""
        if not self.roles or viewer.has(*(self.roles - self.certified)):
            return True
        return viewer.has(*self.certified) and has_certificate(viewer)


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
WITH_CERTIFICATE = _("{role}（有执法证）")


def has_certificate(viewer: Viewer) -> bool:
    """Whether the viewer holds an enforcement certificate today; it mostly came with the postings, else asked once."""
    if "certificate" not in viewer.extra:
        viewer.extra["certificate"] = bool(certified([viewer.officer_id], today()))
    return bool(viewer.extra["certificate"])


def who(
    *roles: Role, reauth: bool = False, act: Any = OPEN_PAGE, with_certificate: Iterable[Role] = ()
) -> Callable[[View], View]:
    """Only viewers with one of `roles` (none given: any signed-in viewer).  Others get a refusal that says who may.

    Those of `with_certificate` get in only with an enforcement certificate on file.
    """
    access = Access(roles=frozenset(roles), reauth=reauth, certified=frozenset(with_certificate))

    def mark(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            viewer = getattr(request, "viewer", None)
            if viewer is None:
                return _to_sign_in(request)
            if not access.lets_in(viewer):
                raise NotAllowed(act=act, roles="、".join(_named(role, access) for role in roles))
            if reauth and (question := ask_again(request)) is not None:
                return question
            return view(request, *args, **kwargs)

        guarded.access = access  # type: ignore[attr-defined]
        return guarded

    return mark


def program(*roles: Role, act: Any = OPEN_PAGE) -> Callable[[View], View]:
    """Like `who`, for addresses a program asks: 401 `{"error": "signed_out"}` instead of the sign-in page."""
    access = Access(roles=frozenset(roles), program=True)

    def mark(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            viewer = getattr(request, "viewer", None)
            if viewer is None:
                return JsonResponse({"error": "signed_out"}, status=401)
            if roles and not viewer.has(*roles):
                raise NotAllowed(act=act, roles="、".join(str(role.label) for role in roles))
            return view(request, *args, **kwargs)

        guarded.access = access  # type: ignore[attr-defined]
        return guarded

    return mark


def _named(role: Role, access: Access) -> str:
    return str(WITH_CERTIFICATE).format(role=role.label) if role in access.certified else str(role.label)


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    """To the sign-in page and back; a form sent too late waits for its sender there."""
    if request.method == "GET":
        wanted = request.get_full_path()
    else:
        hold(request)
        wanted = came_from(request, fallback="")
    target = SIGN_IN + (f"?{urlencode({'next': wanted})}" if wanted else "")
    return HttpResponseClientRedirect(target) if getattr(request, "htmx", False) else HttpResponseRedirect(target)
