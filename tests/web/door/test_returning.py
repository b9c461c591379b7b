"""Thirty ways to write another site's address, none of which leads off this one."""

from __future__ import annotations

import pytest
from django.test import RequestFactory

from yingzhou.web.door.returning import came_from, safe_next

ELSEWHERE = [
    "https://evil.example/",
    "http://evil.example/",
    "//evil.example/",
    "///evil.example/",
    "////evil.example/",
    "/\\evil.example/",
    "\\\\evil.example/",
    "\\/evil.example/",
    "/\t/evil.example/",
    "/\n/evil.example/",
    "\t//evil.example/",
    " //evil.example/",
    "\x08//evil.example/",
    "http:evil.example",
    "https:evil.example",
    "http:/evil.example",
    "http:///evil.example",
    "https:///evil.example",
    "http://testserver@evil.example/",
    "http://testserver:80@evil.example/",
    "http://testserver.evil.example/",
    "http://evil.example\\@testserver/",
    "http://evil.example#@testserver/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://[::1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::1",
    "http://127.0.0.1.nip.io/",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,x",
    "ftp://testserver/",
    "http://testserver:8080/",
    "/p/\r\nLocation: https://evil.example/",
    "//evil.example%2f@testserver",
    "http:\\\\evil.example",
]


@pytest.mark.parametrize("target", ELSEWHERE)
def test_no_address_of_another_site_is_followed(target: str) -> None:
    request = RequestFactory().post("/preferences/", {"next": target})

    assert safe_next(request, fallback="/desk/") == "/desk/"


@pytest.mark.parametrize("target", ["/desk/", "/p/?a=1&b=%20", "http://testserver/desk/", "/desk/#rows"])
def test_a_page_of_ours_is_gone_back_to(target: str) -> None:
    request = RequestFactory().post("/preferences/", {"next": target})

    assert safe_next(request, fallback="/") == target


def test_a_secure_page_leads_to_no_open_one() -> None:
    request = RequestFactory().post("/preferences/", {"next": "http://testserver/desk/"}, secure=True)

    assert safe_next(request, fallback="/") == "/"


@pytest.mark.parametrize("referer", [*ELSEWHERE, ""])
def test_the_way_back_never_leads_to_another_site(referer: str) -> None:
    request = RequestFactory().get("/desk/", headers={"referer": referer} if referer else {})

    assert came_from(request, fallback="/desk/") == "/desk/"


def test_the_way_back_is_the_page_that_led_here() -> None:
    request = RequestFactory().get("/desk/", headers={"referer": "http://testserver/desk/cases/?q=1"})

    assert came_from(request, fallback="/") == "/desk/cases/?q=1"


def test_the_way_back_holds_for_a_host_that_is_not_ours() -> None:
    request = RequestFactory().get("/desk/", headers={"host": "evil.example", "referer": "http://evil.example/x"})

    assert came_from(request, fallback="/") == "/"
