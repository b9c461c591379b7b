"""Who may open the pages of reports, and on what."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _

from yingzhou.web.door.access import who
from yingzhou.work.accounts.choices import Role
from yingzhou.work.disputes import rules

View = Callable[..., HttpResponseBase]
UNIT = (Role.DEPARTMENT,)
#: Who may be given a report; most of them see an empty list, whatever there is.
CHECKERS = (Role.DEPARTMENT, Role.STATION_HEAD, Role.STATION_OFFICER)
READ = _("看举报")


def at_a_desk(*roles: Role, reauth: bool = False, act: Any = READ) -> Callable[[View], View]:
    """`who`, and never on a telephone; nothing of the page is kept by the browser."""

    def mark(view: View) -> View:
        @wraps(view)
        def seated(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if is_phone(request):
                raise rules.NotOnPhones()
            answer = view(request, *args, **kwargs)
            answer.headers["Cache-Control"] = "no-store"
            return answer

        return who(*roles, reauth=reauth, act=act)(seated)

    return mark


def is_phone(request: HttpRequest) -> bool:
    """What the browser says of itself: a telephone or a tablet."""
    agent = request.headers.get("User-Agent", "")
    return request.headers.get("Sec-CH-UA-Mobile") == "?1" or any(word in agent for word in ("Mobi", "Android", "iPhone", "iPad"))
