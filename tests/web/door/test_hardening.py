"""What no page of ours would send is answered in words, and breaks nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import Client

HOME = "/desk/sign-in/"
POST = "/preferences/"

Send = Callable[[Client], HttpResponse]


def json_post(body: bytes) -> Send:
    return lambda client: client.post(POST, data=body, content_type="application/json")


def form_post(**fields: object) -> Send:
    return lambda client: client.post(POST, fields)


def form_bytes(body: bytes, content_type: str = "application/x-www-form-urlencoded") -> Send:
    return lambda client: client.generic("POST", POST, body, content_type)


def asking(query: str) -> Send:
    return lambda client: client.get(f"/preferences/?{query}")


def with_cookie(name: str, value: str) -> Send:
    def send(client: Client) -> HttpResponse:
        return client.get("/desk/components/", headers={"cookie": f"{name}={value}"})

    return send


REFUSED: dict[str, Send] = {
    "NUL in a form": form_post(theme="da\x00rk"),
    "NUL in the name of a field": form_bytes(b"a%00=1"),
    "an escape in a form": form_post(theme="\x1b[31m"),
    "NUL in the query": asking("q=a%00b"),
    "NUL in the name of a query": asking("a%00b=1"),
    "NUL in the path": lambda client: client.get("/desk/%00/"),
    "a line break in the path": lambda client: client.get("/desk/%0d%0aX:y/"),
    "NUL in the session": with_cookie("sessionid", '"a\\000b"'),
    "5,000 digits": form_post(theme="9" * 5000),
    "5,000 digits in the query": asking("page=" + "9" * 5000),
    "digits of another script, 5,000 of them": form_post(theme="٣" * 5000),
    "minus 5,000 digits": form_post(theme="-" + "9" * 5000),
    "100,000 lists in a form": form_post(theme="[" * 100_000),
    "an encoding that is none": form_bytes(b"theme=dark", "application/x-www-form-urlencoded; charset=hex"),
    "an encoding nobody knows": form_bytes(b"theme=dark", "application/x-www-form-urlencoded; charset=x-none"),
    "another encoding": form_bytes(b"theme=dark", "application/x-www-form-urlencoded; charset=utf-16"),
    "a form without a boundary": form_bytes(b"x", "multipart/form-data"),
    "JSON: NUL": json_post(rb'{"a": "\u0000"}'),
    "JSON: NUL in a name": json_post(rb'{"\u0000": 1}'),
    "JSON: a lone surrogate": json_post(rb'{"a": "\ud800"}'),
    "JSON: a lone low surrogate": json_post(rb'{"a": ["\udfff"]}'),
    "JSON: 5,000 digits": json_post(b'{"a": ' + b"9" * 5000 + b"}"),
    "JSON: 100,000 lists": json_post(b"[" * 100_000),
    "JSON: 100,000 objects": json_post(b'{"a":' * 100_000),
    "JSON: not a number": json_post(b'{"a": NaN}'),
    "JSON: infinity": json_post(b'{"a": -Infinity}'),
    "JSON: cut off": json_post(b'{"a": '),
    "JSON: not UTF-8": json_post(b'{"a": "\xff"}'),
    "JSON: UTF-16": json_post('{"a": 1}'.encode("utf-16")),
    "JSON: two megabytes": json_post(b'"' + b"a" * 2_000_000 + b'"'),
    "a host that is not ours": lambda client: client.get(
        HOME, headers={"host": "evil.example", "referer": "https://evil.example/"}
    ),
    "3,000 fields": form_bytes(b"&".join(b"a%d=1" % n for n in range(3000))),
}

TAKEN: dict[str, Send] = {
    "right-to-left and zero-width text": form_post(theme="\u202eabc\u200b\u2066"),
    "beyond the basic plane": form_post(theme="𠮷野家 👩🏽‍🌾"),
    "broken UTF-8 in the query": asking("q=%ED%A0%80%FF"),
    "a large number": form_post(theme=str(10**39)),
    "the year nought": form_post(theme="0000-00-00"),
    "the year 9999": form_post(theme="9999-12-31"),
    "digits of another script": form_post(theme="٣"),
    "two to the thirty-first": asking("page=2147483648"),
    "lines and tabs": form_post(theme="a\r\n\tb\x0bc"),
    "JSON": json_post(b'{"a": [1, 2.5, "x", null, true]}'),
    "JSON with brackets in a text": json_post(b'{"a": "' + b"[" * 1000 + b'"}'),
}


@pytest.mark.django_db
@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused_in_words(name: str, client: Client) -> None:
    answer = REFUSED[name](client)

    assert answer.status_code == 400
    assert "怎样可以" in answer.content.decode()
    assert answer["Cache-Control"] == "no-store"
    assert "default-src 'none'" in answer["Content-Security-Policy"]


@pytest.mark.django_db
@pytest.mark.parametrize("name", TAKEN)
def test_odd_but_honest_text_passes(name: str, client: Client) -> None:
    assert TAKEN[name](client).status_code in (302, 405)


@pytest.mark.django_db
def test_the_refusal_speaks_the_language_of_the_cookie(client: Client) -> None:
    client.cookies["yz_language"] = "en"

    assert "What would work" in client.get("/desk/?q=%00").content.decode()


@pytest.mark.django_db
def test_every_answer_carries_its_headers(client: Client) -> None:
    answer = client.get("/nowhere/")

    assert {
        name: answer[name]
        for name in ("X-Content-Type-Options", "X-Frame-Options", "Referrer-Policy", "Cross-Origin-Opener-Policy")
    } == {
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
    }
