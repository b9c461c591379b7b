"""Every address, every field it may read, and what hostile or careless people put there: never a breakdown (S08)."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from uuid import uuid4

import pytest
from django import forms
from django.test import Client
from django.urls import URLPattern

from tests.factories.accounts import confirm_again
from tests.factories.network import make_net, officer_as
from tests.house.test_addresses_of_pages import every_pattern
from tests.web.shared.test_vendored import CODE
from yingzhou import web
from yingzhou.work.accounts.choices import Role
from yingzhou.work.accounts.models import Officer

#: One value for all fields of a request.  Those the text boundary refuses are here too: the answer is a page either way.
ODD = {
    "nothing": "",
    "NUL": "a\x00b",
    "two to the thirty-first": "2147483648",
    "two to the sixty-third": "9223372036854775808",
    "ten to the thirty-ninth": "1" + "0" * 39,
    "minus one": "-1",
    "digits of another script": "٣",
    "a fraction": "1e400",
    "not a number": "NaN",
    "the year nought": "0000-01-01",
    "the last day there is": "9999-12-31",
    "a day that is none": "2026-02-30",
    "right to left, no width": "\u202e\u200babc\ufeff",
    "half a character": "\ufffd",
    "beyond the basic plane": "𠮷👩🏽‍🌾" * 50,
    "wild cards": "%_\\*?[a",
    "a quote": "'\";--",
    "a template": "{{7*7}}%(a)s{a}",
    "an id that is none": "00000000-0000-0000-0000-00000000000g",
    "an id of nothing": "00000000-0000-0000-0000-000000000000",
    "a thousand letters": "长" * 1_000,
    "JSON": '{"a": [1]}',
}

READ = re.compile(r"""\.(?:GET|POST|FILES)(?:\.get(?:list)?\(|\[)\s*["'](\w+)["']""")
CONVERTED = re.compile(r"<(?:(\w+):)?(\w+)>")
STAND_INS = {"uuid": lambda: str(uuid4()), "int": lambda: "7", "str": lambda: "x", "slug": lambda: "x", "path": lambda: "x/y"}


def field_names() -> set[str]:
    """What any page reads: names asked for in the code, and the fields of every form."""
    names = {"q", "page", "after", "before", "sort", "order", "kind", "state", "next", "csrfmiddlewaretoken"}
    for path in CODE:
        names.update(READ.findall(path.read_text(encoding="utf-8")))
    for module in pkgutil.walk_packages(web.__path__, "yingzhou.web."):
        for thing in vars(importlib.import_module(module.name)).values():
            if isinstance(thing, type) and issubclass(thing, forms.BaseForm):
                names.update(getattr(thing, "base_fields", {}))
    return names


def addresses() -> Iterator[tuple[str, URLPattern]]:
    for pattern, entry in every_pattern():
        yield "/" + CONVERTED.sub(lambda found: STAND_INS[found[1] or "str"](), pattern), entry


@pytest.fixture
def people() -> dict[Role, Officer]:
    net = make_net()
    return {role: officer_as(role, net.north if "station" in role or role == Role.LIAISON else net.bureau) for role in Role}


def client_for(entry: URLPattern, people: dict[Role, Officer]) -> Client:
    """Somebody the page lets in, who has just confirmed who they are."""
    client = Client(raise_request_exception=False)
    access = entry.callback.access  # type: ignore[attr-defined]
    if not access.public:
        client.force_login(people[sorted(access.roles)[0] if access.roles else Role.STATION_HEAD])
        confirm_again(client)
    return client


@pytest.mark.slow
@pytest.mark.django_db
def test_no_odd_input_breaks_any_page(people: dict[Role, Officer], settings) -> None:
    settings.DEMO = True
    settings.PASSWORD_HASHERS = ["tests.factories.accounts.QuickArgon2"]
    names = sorted(field_names())
    broken = []
    for address, entry in addresses():
        client = client_for(entry, people)
        for what, value in ODD.items():
            fields = dict.fromkeys(names, value)
            for method, answer in (("GET", client.get(address, fields)), ("POST", client.post(address, fields))):
                if answer.status_code >= 500:
                    broken += [f"{method} {address} with {what}: {answer.status_code}"]

    assert not broken, "\n".join(broken)
