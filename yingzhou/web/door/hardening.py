"""The text boundary, and the headers every response carries (reliability D14, D18).

Nothing that no page of ours would send gets past here: NUL and other control characters, lone surrogates, other encodings
than UTF-8, numbers of thousands of digits, JSON nested without end.  The answer is a page in words (400), never a breakdown.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import translation

from yingzhou.web.door import refused
from yingzhou.web.door.language import language_of

#: What PostgreSQL, a spreadsheet or a terminal chokes on; tab, line feed, carriage return and the two that word processors
#: leave behind (vertical tab, form feed) may stand in a text.
FORBIDDEN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")
#: In a cookie or an address nothing of the kind has any business at all.
CONTROL = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")
#: Longer numbers than any account, code or sum has.
MOST_DIGITS = 40
MOST_DEPTH = 32
MOST_JSON = 1_048_576
HEADERS = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), geolocation=(self), microphone=(self), payment=(), usb=()",
}


class Unreadable(ValueError):
    """The request holds something no page of ours would send."""


class HardeningMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            check_head(request)
        except Unreadable:
            with translation.override(language_of(request)):
                response = refused.unreadable(request)
        else:
            response = self.get_response(request)
        if not request.path.startswith("/static/"):
            response.headers.setdefault("Cache-Control", "no-store")
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        try:
            check_body(request)
        except Unreadable:
            return refused.unreadable(request)
        return None


def check_head(request: HttpRequest) -> None:
    """The address, the cookies, the declared encoding and the query; reads no body."""
    for text in (request.path, *request.COOKIES, *request.COOKIES.values()):
        if CONTROL.search(text):
            raise Unreadable
    if charset := request.content_params.get("charset", "") if request.content_params else "":
        _check_charset(charset)
    _check_values(_pairs(request.GET))


def check_body(request: HttpRequest) -> None:
    """What a form or a program sent.  Uploads are not looked at here: Django cleans their names, evidence their content."""
    if request.method in ("GET", "HEAD", "OPTIONS"):
        return
    if request.content_type == "application/json":
        check_json(request.body)
        return
    _check_values(_pairs(request.POST))


def _check_charset(charset: str) -> None:
    try:
        known = codecs.lookup(charset).name
    except (LookupError, ValueError):
        raise Unreadable from None
    if known != "utf-8":
        raise Unreadable


def _pairs(values: Any) -> Iterator[str]:
    for name, texts in values.lists():
        yield name
        yield from texts


def _check_values(texts: Iterable[str]) -> None:
    for text in texts:
        if FORBIDDEN.search(text):
            raise Unreadable
        if len(text) > MOST_DIGITS and text.strip().lstrip("+-").isdigit():
            raise Unreadable
        if text[:1] in ("[", "{"):
            _check_depth(text)


def check_json(body: bytes) -> None:
    """JSON of bounded size and depth, whose numbers are numbers and whose texts are texts."""
    if len(body) > MOST_JSON:
        raise Unreadable
    try:
        text = body.decode("utf-8")
        _check_depth(text)
        _check_texts(json.loads(text, parse_int=_whole, parse_constant=_no_number))
    except (ValueError, RecursionError):
        raise Unreadable from None


def _check_depth(text: str) -> None:
    """Counts brackets outside strings; a text that is no JSON at all passes unless it is nested like a trap."""
    depth, quoted, escaped = 0, False, False
    for char in text:
        if escaped:
            escaped = False
        elif quoted:
            escaped, quoted = char == "\\", char != '"'
        elif char == '"':
            quoted = True
        elif char in "[{":
            depth += 1
            if depth > MOST_DEPTH:
                raise Unreadable
        elif char in "]}":
            depth -= 1


def _whole(digits: str) -> int:
    if len(digits) > MOST_DIGITS:
        raise Unreadable
    return int(digits)


def _no_number(name: str) -> float:
    raise Unreadable


def _check_texts(value: Any) -> None:
    if isinstance(value, str):
        if FORBIDDEN.search(value):
            raise Unreadable
    elif isinstance(value, dict):
        for name, held in value.items():
            _check_texts(name)
            _check_texts(held)
    elif isinstance(value, list):
        for held in value:
            _check_texts(held)
