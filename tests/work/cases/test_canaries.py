"""W01: the identity of whoever raised a matter, and what a signal says, through every channel there is now.

Each canary is planted where it could leak; each channel is read as everybody who must not learn it.
"""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.factories.cases import Town, also, closed, dispatched, make_town, officer_of, photo
from tests.factories.network import officer_as
from yingzhou.base.outbox.models import Notification
from yingzhou.base.trail.models import Event
from yingzhou.work.accounts.choices import Role
from yingzhou.work.cases import actions, public
from yingzhou.work.cases.choices import Kind, Purpose, Reach
from yingzhou.work.cases.models import Case

pytestmark = pytest.mark.django_db

NAME, PHONE = "顾问渠渠", "13912349753"
WORDS = "后门锁死纸箱堆满"
CODE = "7K3M92QDA0F5"


@pytest.fixture
def town() -> Town:
    return make_town()


@pytest.fixture
def signal(town: Town) -> Case:
    """A signal about the shop, with a name, a photo and a code, handled by an officer who is not its liaison."""
    raiser = actions.RaisedBy(NAME, PHONE, Reach.PHONE)
    paper = public.keep_photo(io.BytesIO(photo()))
    case = dispatched(town, Kind.SIGNAL, text=f"{WORDS}。", raiser=raiser, code=CODE)
    actions.read_identity(case=case, purpose=Purpose.CONTACT, by=town.chen)
    assert paper
    return case


def enter(officer: object) -> Client:
    client = Client()
    client.force_login(officer)  # type: ignore[arg-type]
    return client


def pages(patterns: list[URLPattern | URLResolver], prefix: str = "") -> Iterator[str]:
    """Every address of the desk that needs nothing to be opened."""
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from pages(pattern.url_patterns, route)
        elif "<" not in route and route.startswith("desk/") and "sign" not in route:
            yield f"/{route}"


def outsiders(town: Town) -> dict[str, object]:
    """Everybody who must neither know the signal nor who sent it."""
    people = {name: officer_of(getattr(town, name)) for name in ("shen", "village", "he", "leader")}
    roles = (Role.AUDITOR, Role.SECURITY_OFFICER, Role.SYSTEM_OPERATOR, Role.ASSESSMENT_OFFICE, Role.ASSOCIATION)
    return people | {role: officer_as(role, town.net.bureau) for role in roles}


#: What is drawn by lot on every page: four digits of a telephone turn up in it now and then.
BY_LOT = re.compile(
    r'value="[A-Za-z0-9]{64}"|E-\d{4}-[0-9A-F]{4}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{12,}'
)


def text_of(answer: object) -> str:
    streamed = getattr(answer, "streaming", False)
    body = b"".join(answer.streaming_content) if streamed else answer.content  # type: ignore[attr-defined]
    return body.decode(errors="replace")


def test_no_page_shows_an_outsider_the_signal_or_its_sender(town: Town, signal: Case) -> None:
    places = [*pages(get_resolver().url_patterns), f"/desk/businesses/{town.shop.public_id}/"]
    assert len(places) > 8
    assert WORDS in text_of(enter(officer_of(town.lin)).get(reverse("desk:case", args=[signal.public_id])))

    canaries = (NAME, PHONE, PHONE[-4:], WORDS, signal.number, CODE, str(signal.public_id))
    leaks = []
    for who, officer in outsiders(town).items():
        client = enter(officer)
        for place in places:
            shown = text_of(client.get(place))
            readable = BY_LOT.sub("", shown)
            leaks += [(who, place, canary) for canary in canaries if canary in (readable if canary == PHONE[-4:] else shown)]
    assert leaks == []


@pytest.mark.parametrize("asked", [NAME, PHONE, PHONE[-4:], WORDS[:4], CODE])
def test_the_search_box_finds_neither_sender_nor_signal(town: Town, signal: Case, asked: str) -> None:
    for officer in (officer_of(town.shen), officer_of(town.village), officer_of(town.leader)):
        shown = text_of(enter(officer).get("/desk/search/", {"q": asked})).replace(asked, "")  # what was typed comes back
        assert signal.number not in shown
        assert NAME not in shown
        assert WORDS not in shown


def test_a_foreign_signal_and_no_matter_at_all_answer_alike(town: Town, signal: Case) -> None:
    client = enter(officer_of(town.shen))
    foreign = client.get(reverse("desk:case", args=[signal.public_id]))
    unknown = client.get(reverse("desk:case", args=[town.shop.public_id]))

    assert foreign.status_code == unknown.status_code == 404
    strip = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|csrfmiddlewaretoken\" value=\"[^\"]+|[a-z][0-9a-f]+-\d+")
    assert strip.sub("", text_of(foreign)) == strip.sub("", text_of(unknown))


def test_notifications_name_the_number_alone_and_never_reach_the_liaison(town: Town, signal: Case) -> None:
    actions.start_case(case=signal, by=town.chen)
    actions.hand_in(case=signal, result="清了", by=town.chen)
    told = list(Notification.objects.values_list("to__name", "title", "body"))

    assert "沈知夏" not in {name for name, _title, _body in told}
    assert told
    assert not any(canary in f"{title}{body}" for _n, title, body in told for canary in (NAME, PHONE, WORDS, CODE))


def test_a_liaison_who_is_also_head_hears_nothing_of_the_signal(town: Town) -> None:
    both = also(town.shen, Role.STATION_HEAD, town.net.north)
    case = dispatched(town, Kind.SIGNAL, text=f"{WORDS}。")
    actions.start_case(case=case, by=town.chen)
    actions.hand_in(case=case, result="清了", by=town.chen)

    assert not Notification.objects.filter(to_id=both.officer_id).exists()


def test_the_trail_holds_no_person_and_no_word_of_the_matter(town: Town, signal: Case) -> None:
    written = " ".join(str(facts) for facts in Event.objects.values_list("facts", flat=True))

    assert Event.objects.filter(verb="raiser.read").count() == 1
    assert [canary for canary in (NAME, PHONE, WORDS, CODE) if canary in written] == []


def test_the_queue_holds_ids_alone(town: Town, signal: Case) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select coalesce(string_agg(args::text, ' '), '') from procrastinate_jobs")
        (queued,) = cursor.fetchone()

    assert [canary for canary in (NAME, PHONE, WORDS, CODE) if canary in queued] == []


def test_the_log_of_a_filing_names_nobody(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    filing = public.Filing(kind=Kind.SIGNAL, text=WORDS, business=town.shop.public_id, reach="phone", name=NAME, phone=PHONE)
    filed = public.file_matter(key=town.shop.public_id, filing=filing)
    Client().post(reverse("portal:track"), {"code": filed.code})

    sql = "django.db.backends"
    said = " ".join(record.getMessage() for record in caplog.records if not record.name.startswith(sql))
    assert [canary for canary in (NAME, PHONE, WORDS, filed.code) if canary in said] == []


def test_an_anonymous_filing_leaves_no_address_and_no_browser_in_any_table(town: Town) -> None:
    client = Client(REMOTE_ADDR="203.0.113.77", HTTP_USER_AGENT="CanaryBrowser/7.7")
    page = client.get(reverse("portal:file"))
    for said in (
        {"kind": "signal"},
        {"text": WORDS, "photos": SimpleUploadedFile("CanaryName.jpg", photo(), "image/jpeg")},
        {"business": town.shop.public_id},
        {"reach": "code"},
    ):
        shown = page.content.decode()
        hidden = {name: re.search(rf'name="{name}" value="([^"]*)"', shown).group(1) for name in ("draft", "step")}  # type: ignore[union-attr]
        page = client.post(reverse("portal:file"), {**hidden, "go": "next", **said})
    assert Case.objects.count() == 1

    with connection.cursor() as cursor:
        cursor.execute("select table_name from information_schema.tables where table_schema = 'public'")
        for (table,) in cursor.fetchall():
            cursor.execute(f"select coalesce(string_agg(t::text, chr(10)), '') from \"{table}\" t")
            (text,) = cursor.fetchone()
            assert [c for c in ("203.0.113.77", "CanaryBrowser", "CanaryName", "GPS-CANARY") if c in text] == [], table


def test_the_handler_and_the_head_may_and_nobody_else(town: Town, signal: Case) -> None:
    may = {
        name
        for name in ("song", "lin", "chen", "shen", "village", "he", "leader")
        if NAME
        in text_of(
            enter(officer_of(getattr(town, name))).post(
                reverse("desk:case_identity", args=[signal.public_id]), {"purpose": "contact"}
            )
        )
    }

    assert may == {"lin", "chen"}


def test_a_business_that_was_closed_on_leaves_the_village_nothing(town: Town) -> None:
    case = closed(town, Kind.SIGNAL, text=WORDS)

    assert WORDS not in text_of(enter(officer_of(town.village)).get("/desk/cases/?state=all"))
    assert case.stage == "closed"
