"""The phone's page, its worker and its session, without a browser."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

from tests.factories.network import make_net, officer_as
from yingzhou.web.field.files import edition, kept_offline, modules
from yingzhou.work.accounts.choices import Role
from yingzhou.work.network.models import Organization

pytestmark = pytest.mark.django_db
MOST_KIB = 150


@pytest.fixture
def phone() -> Client:
    """Somebody who records visits."""
    client = Client()
    client.force_login(officer_as(Role.LIAISON, make_net().north, "陈一舟"))
    return client


def text_of(name: str) -> str:
    return Path(str(finders.find(name))).read_text(encoding="utf-8")


def test_the_page_is_for_those_who_visit(phone: Client):
    stranger, clerk = Client(), Client()
    clerk.force_login(officer_as(Role.MEDIATOR, Organization.objects.get(name="北指导站"), "沈知夏"))

    assert phone.get(reverse("field:today")).status_code == 200
    assert stranger.get(reverse("field:today")).status_code == 302
    assert clerk.get(reverse("field:today")).status_code == 403


def test_the_page_that_the_phone_keeps_names_nobody(phone: Client):
    page = phone.get(reverse("field:today")).content.decode()

    assert "陈一舟" not in page


def test_the_page_says_what_to_do_without_script(phone: Client):
    page = phone.get(reverse("field:today")).content.decode()
    shown = page.split("<main")[1].split("</main>")[0]

    assert "这一页要打开脚本才能用" in shown
    assert reverse("desk:home") in shown


def test_the_session_says_whose_it_is_and_401_when_it_is_nobodys(phone: Client):
    mine = phone.get(reverse("field:session"))

    assert mine.json()["officer"]["name"] == "陈一舟"
    assert mine.json()["edition"] == edition()
    assert "csrftoken" in mine.cookies
    assert Client().get(reverse("field:session")).status_code == 401


def test_the_worker_keeps_every_file_the_page_asks_for(phone: Client):
    told = phone.get(reverse("field:worker"))
    kept = json.loads(re.search(r"self\.KEPT = (\{.*\});", told.content.decode())[1])
    page = phone.get(reverse("field:today")).content.decode()
    asked = re.findall(r'(?:src|href)="(/static/[^"#]+)"', page)

    assert told["Content-Type"].startswith("text/javascript")
    assert told["Cache-Control"] == "no-cache"
    assert set(asked) - set(kept["files"]) == {"/static/field/mark-192.png"}
    assert kept["files"] == kept_offline()


def test_a_module_imports_only_modules_that_are_kept():
    imported = {found for name in modules() for found in re.findall(r'from "\./([^"]+)"', text_of(name))}

    assert imported <= {name.removeprefix("field/") for name in modules()}


def test_every_sentence_the_program_says_has_its_words(phone: Client):
    page = phone.get(reverse("field:today")).content.decode()
    words = json.loads(re.search(r'id="given">(.*?)</script>', page, re.DOTALL)[1])["words"]
    said = {found for name in modules() for found in re.findall(r'say\("(\w+[a-z0-9])"', text_of(name))}

    assert said - set(words) == set()


def test_the_first_load_is_small(phone: Client):
    page = phone.get(reverse("field:today")).content
    names = [address.removeprefix("/static/") for address in re.findall(r'(?:src|href)="(/static/[^"#]+)"', page.decode())]
    files = {name: Path(str(finders.find(name))).read_bytes() for name in {*names, *modules(), "yz/img/icons.svg"}}
    sizes = {"page": len(gzip.compress(page))} | {name: len(gzip.compress(held)) for name, held in files.items()}
    whole = sum(sizes.values()) / 1024

    print(f"\nfirst load {whole:.1f} KiB gzip: {sorted(sizes.items(), key=lambda one: -one[1])[:5]}")
    assert whole <= MOST_KIB


def test_it_can_be_installed(phone: Client):
    told = json.loads(phone.get(reverse("field:manifest")).content)

    assert (told["scope"], told["display"]) == (reverse("field:today"), "standalone")
    assert all(finders.find(icon["src"].removeprefix("/static/")) for icon in told["icons"])
