"""What a form cost whoever filled it in, noted when the record was taken: seconds and taps, and nobody's name.

The browser counts (`yz/js/took.js`) and sends two numbers along; a phone that was offline sends them as one header.  Only the
forms a surface has declared are counted, and only when the server took the record.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable

from django.db import DatabaseError, transaction
from django.http import HttpRequest, HttpResponse

from yingzhou.base.burden import note
from yingzhou.base.clock import today

HEADER = "Yz-Took"
TAKEN = frozenset({201, 302, 303})

_told = re.compile(r"([0-9]{1,6});([0-9]{1,5})")
_forms: dict[str, object] = {}
_log = logging.getLogger("yingzhou.burden")


def measure(forms: Iterable[tuple[str, object]]) -> None:
    """Declare which forms are counted: the name of their address, and what they are called."""
    _forms.update(forms)


def measured() -> dict[str, object]:
    """Every form that is counted, in the order declared."""
    return dict(_forms)


class BurdenMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self._get_response(request)
        if request.method == "POST" and answer.status_code in TAKEN:
            self._note(request)
        return answer

    def _note(self, request: HttpRequest) -> None:
        form = request.resolver_match.view_name if request.resolver_match else ""
        told = _told.fullmatch(request.headers.get(HEADER) or request.POST.get("yz-took", "")) if form in _forms else None
        if told is None:
            return
        try:
            with transaction.atomic():
                note(form, seconds=float(told[1]), taps=int(told[2]), on=today())
        except DatabaseError:
            _log.warning("what %s cost could not be noted", form, exc_info=True)
