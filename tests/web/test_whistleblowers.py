"""W01: fifty people who told something, through eighteen channels, to everyone but the handler and the department.

Each test is one channel, by the number it has in docs/explanation/tipoffs.md.  Each is preceded, in its own words or in
`test_the_canaries_sing_where_they_may`, by a look at a place where the canary does stand.
"""

from __future__ import annotations

import io
import logging
import re
import zipfile
from collections.abc import Iterator
from difflib import unified_diff
from uuid import uuid4

import pytest
from django.core import mail
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from PIL import Image

from config.logs import JsonLines
from tests.factories.cases import officer_of, photo
from tests.factories.network import viewer_as
from tests.factories.tipoffs import reported
from tests.factories.whistleblowers import Planted, plant
from tests.house.source import ROOT
from tests.web.matrix.table import addresses
from yingzhou.base.clock import now
from yingzhou.base.evidence import places
from yingzhou.base.evidence.models import Evidence
from yingzhou.base.outbox.models import Delivery, Notification
from yingzhou.base.search.models import SearchDoc
from yingzhou.base.trail.models import Event
from yingzhou.work.accounts.choices import Role
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.disputes import actions, queries, rules
from yingzhou.work.disputes.choices import RevealPurpose
from yingzhou.work.disputes.models import Tipoff

pytestmark = pytest.mark.django_db

#: Every address that carries the id of a report.
ALL_TIPOFF = sorted(address.name for address in addresses() if (address.things() or {}).get("pid") == "tipoff")
#: What differs between two answers to the same question: the form token, ids drawn for labels, the moment, error codes.
CHANGING = re.compile(
    r'name="csrfmiddlewaretoken" value="[^"]*"|[0-9a-f]{8}-[0-9a-f-]{27}|E-\d{4}-[0-9A-F]{4}|[a-z][0-9a-f]+-\d+|\d\d:\d\d'
)


@pytest.fixture(scope="module")
def planted(django_db_setup: None, django_db_blocker: object) -> Iterator[Planted]:
    """Planted once for all channels, and taken back at the end."""
    with django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]
        yield plant()
        transaction.set_rollback(True)


def enter(viewer: Viewer | None) -> Client:
    client = Client(raise_request_exception=False)
    if viewer is not None:
        client.force_login(officer_of(viewer))
    return client


def body(answer: object) -> bytes:
    streamed = getattr(answer, "streaming", False)
    return b"".join(answer.streaming_content) if streamed else answer.content  # type: ignore[attr-defined]


def text(answer: object) -> str:
    """What an answer says, files inside files and headers included."""
    content = body(answer)
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            content = b"".join(archive.read(name) for name in archive.namelist())
    return content.decode(errors="replace") + repr(sorted(answer.headers.items()))  # type: ignore[attr-defined]


def sung(shown: str, planted: Planted) -> list[str]:
    return [canary for canary in planted.canaries if canary in shown]


def plain_addresses() -> list[str]:
    """Every address that needs nothing to be opened."""
    found = (address for address in addresses() if not address.parts and "sign_out" not in address.name)
    return [reverse(address.name) for address in found]


def pages_about(planted: Planted) -> list[str]:
    """Addresses that carry the id of a report, of its shop, or of a complaint that came with a report."""
    first, split = planted.tipoffs[0], planted.tipoffs[-1]
    return [
        *(reverse(name, args=[one.public_id]) for name in ALL_TIPOFF for one in (first, split)),
        reverse("desk:business", args=[planted.town.shop.public_id]),
        reverse("desk:trail_about", args=["disputes.tipoff", first.public_id]),
        reverse("desk:trail_about", args=["registry.business", planted.town.shop.public_id]),
        reverse("desk:complaint", args=[planted.mixed[-1].public_id]),
        reverse("desk:case", args=[planted.signals[0].public_id]),
    ]


def all_rows() -> str:
    """Every row of every table, as a dump has it."""
    rows = []
    with connection.cursor() as cursor:
        cursor.execute("select tablename from pg_tables where schemaname = 'public'")
        for (table,) in cursor.fetchall():
            cursor.execute(f"select coalesce(string_agg(t::text, chr(10)), '') from \"{table}\" t")
            rows.append(cursor.fetchone()[0])
    return "\n".join(rows)


def test_the_canaries_sing_where_they_may(planted: Planted):
    first, signal = planted.tipoffs[0], planted.signals[0]
    by_handler = text(enter(planted.town.chen).get(reverse("desk:tipoff", args=[first.public_id])))
    by_department = text(enter(planted.town.song).get(reverse("desk:tipoff_list")))
    revealed = actions.reveal_informant(tipoff=first, purpose=RevealPurpose.CHECK, by=planted.town.chen)
    by_head = text(enter(planted.town.lin).get(reverse("desk:case", args=[signal.public_id])))

    assert planted.people[0].fact in by_handler
    assert first.number in by_department
    assert (revealed.name, revealed.phone) == (planted.people[0].name, planted.people[0].phone)
    assert planted.people[-15].fact in by_head
    assert len(planted.people) == 50


def test_01_pages_of_every_other_role(planted: Planted):
    paths = [*plain_addresses(), *pages_about(planted)]
    leaks = []
    for role, viewer in {**planted.outsiders, "nobody": None}.items():
        client = enter(viewer)
        leaks += [(role, path, canary) for path in paths for canary in sung(text(client.get(path)), planted)]

    assert len(paths) > 40
    assert leaks == []


def test_02_exports_and_printed_forms(planted: Planted):
    exports = [reverse(address.name) for address in addresses() if not address.parts and "export" in address.name]
    department, handler = enter(planted.town.song), enter(planted.town.chen)
    shown = [text(department.get(path)) + text(department.post(path)) for path in exports]
    printed = text(handler.get(reverse("desk:tipoff_form", args=[planted.tipoffs[0].public_id])))
    person = planted.people[0]

    assert exports
    assert [found for one in shown for found in sung(one, planted)] == []
    assert planted.tipoffs[0].number in printed
    assert [secret for secret in (person.name, person.phone, person.id_number) if secret in printed] == []


def test_03_notifications_and_what_travels_by_mail_and_sms(planted: Planted):
    actions.reveal_informant(tipoff=planted.tipoffs[0], purpose=RevealPurpose.CHECK, by=planted.town.chen)
    told = " ".join(f"{one.title} {one.body} {one.url} {one.dedupe}" for one in Notification.objects.all())
    away = {planted.town.shen.officer_id, planted.town.village.officer_id}

    assert "有一件需要您处理" in told
    assert sung(told, planted) == []
    assert str(planted.tipoffs[0].public_id) not in told
    assert not Notification.objects.filter(to__in=away, url__startswith="/desk/tipoff").exists()
    assert sung(" ".join(str(one) for one in mail.outbox) + " ".join(map(str, Delivery.objects.values())), planted) == []


def test_04_what_the_target_is_shown(planted: Planted):
    zhou = viewer_as(Role.DEPARTMENT, planted.town.net.bureau, "周")
    tipoff = planted.tipoffs[0]
    actions.write_release(tipoff=tipoff, words="请备好进货票据，我们来看冷库。", by=planted.town.song)
    let_out = actions.release_words(tipoff=tipoff, by=zhou).words
    visitor = enter(None)
    portal = "".join(text(visitor.get(path)) for path in plain_addresses() if path.startswith("/p/"))
    with connection.cursor() as cursor:
        cursor.execute("select coalesce(string_agg(t::text, ' '), '') from documents_issuedpaper t")
        papers = cursor.fetchone()[0]

    assert sung(let_out + portal + papers, planted) == []


def test_05_search_and_what_it_completes(planted: Planted):
    person = planted.people[0]
    asked = (person.name, person.phone, person.phone[-4:], person.address, person.fact[:4], planted.tipoffs[0].number, "换标签")
    leaks = []
    for viewer in (*planted.outsiders.values(), planted.town.song, planted.town.lin):
        client = enter(viewer)
        for words in asked:
            shown = text(client.get("/desk/search/", {"q": words})).replace(words, "")
            leaks += [(viewer.name, words, canary) for canary in sung(shown, planted) if canary != person.fact]

    assert leaks == []
    assert sung(" ".join(map(str, SearchDoc.objects.values_list())), planted) == []


def test_06_counts_charts_and_rankings_are_the_same_with_and_without(planted: Planted):
    paths = [path for path in plain_addresses() if path.startswith("/desk/")]
    paths.append(reverse("desk:business", args=[planted.town.shop.public_id]))
    kept_away = {name: planted.outsiders[name] for name in ("liaison", "village", "other station", "assessment_office")}

    clients = {name: enter(viewer) for name, viewer in kept_away.items()}

    def seen() -> dict[tuple[str, str], str]:
        return {
            (name, path): CHANGING.sub("", body(one.get(path)).decode(errors="replace"))
            for name, one in clients.items()
            for path in paths
        }

    first, before = seen(), seen()
    reported(planted.town)
    after = seen()
    restless = {path for (name, path) in before if first[name, path] != before[name, path]}  # says how long ago something was
    differing = [(place, _differing(before[place], after[place])) for place in before if before[place] != after[place]]

    assert restless <= {"/desk/health/", "/desk/me/", "/desk/imports/template.xlsx"}
    assert [one for one in differing if one[0][1] not in restless] == []


def _differing(one: str, other: str) -> list[str]:
    """The lines that are not in both."""
    return list(unified_diff(one.splitlines(), other.splitlines(), n=0, lineterm=""))[2:8]


def test_07_history_and_the_auditors_pages(planted: Planted):
    facts = " ".join(str(one) for one in Event.objects.values_list("facts", flat=True))
    auditor = enter(planted.outsiders["auditor"])
    lines = [reverse("desk:trail_line", args=[line.public_id]) for line in Event.objects.filter(verb__startswith="tipoff.")[:5]]
    shown = "".join(text(auditor.get(path)) for path in (*lines, reverse("desk:trail"), reverse("desk:reveals")))

    assert lines
    assert "登记举报" in shown
    assert sung(facts + shown, planted) == []


def test_08_arguments_in_the_queue(planted: Planted):
    with connection.cursor() as cursor:
        cursor.execute("select coalesce(string_agg(args::text || task_name, ' '), '') from procrastinate_jobs")
        queued = cursor.fetchone()[0]

    assert sung(queued, planted) == []
    assert "tipoff" not in queued


def test_09_logs(planted: Planted, caplog: pytest.LogCaptureFixture):
    for name in ("django", "django.request", "yingzhou"):
        caplog.set_level(logging.DEBUG, logger=name)
    client = enter(planted.town.chen)
    client.get(reverse("desk:tipoff", args=[planted.tipoffs[0].public_id]))
    enter(planted.town.shen).get(reverse("desk:tipoff", args=[planted.tipoffs[0].public_id]))
    said = [record for record in caplog.records if not record.name.startswith("django.db")]

    assert said
    assert sung(" ".join(JsonLines().format(record) for record in said), planted) == []


def test_10_tracebacks_and_error_pages(planted: Planted, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture):
    person = planted.people[0]

    def breaks(*_args: object, **_facts: object) -> None:
        raise RuntimeError(f"duplicate key: {person.name} {person.phone} {person.fact}")

    monkeypatch.setattr(queries, "tipoff_matter", breaks)
    answer = enter(planted.town.chen).get(reverse("desk:tipoff", args=[planted.tipoffs[0].public_id]))
    logged = [JsonLines().format(record) for record in caplog.records]

    assert answer.status_code == 500
    assert any("RuntimeError" in line for line in logged)
    assert sung(text(answer) + " ".join(logged), planted) == []


def test_11_photo_metadata_and_file_names(planted: Planted):
    picture = io.BytesIO(photo())
    picture.name = f"{planted.people[0].name}.jpg"
    before = set(Evidence.objects.values_list("pk", flat=True))
    actions.note_findings(tipoff=planted.tipoffs[0], words="", files=[picture], by=planted.town.chen)
    kept = Evidence.objects.exclude(pk__in=before).get()
    served = enter(planted.town.chen).get(reverse("desk:evidence", args=[kept.public_id]))

    assert b"GPS-CANARY" in photo()
    assert b"GPS-CANARY" not in places.blob(kept.sha256).read_bytes()
    assert b"GPS-CANARY" not in (shown := body(served))
    assert shown
    assert sung(repr(served.headers), planted) == []


def test_12_thumbnails_and_the_properties_of_documents(planted: Planted):
    document = io.BytesIO()
    Image.new("RGB", (20, 20), "teal").save(document, "PDF", author=planted.people[0].name, title=planted.people[0].fact)
    document.seek(0)
    before = set(Evidence.objects.values_list("pk", flat=True))
    actions.note_findings(tipoff=planted.tipoffs[0], words="", files=[io.BytesIO(photo()), document], by=planted.town.chen)
    kept = Evidence.objects.exclude(pk__in=before)
    statuses = set()
    for viewer in planted.outsiders.values():
        client = enter(viewer)
        for one in kept:
            for name in ("desk:evidence", "desk:evidence_thumb", "desk:evidence_original"):
                answer = client.get(reverse(name, args=[one.public_id]))
                statuses.add(answer.status_code)
                assert sung(text(answer), planted) == []
    thumb = enter(planted.town.chen).get(
        reverse("desk:evidence_thumb", args=[kept.get(media_type__startswith="image/").public_id])
    )

    assert statuses <= {403, 404}
    assert (thumb.status_code, b"GPS-CANARY" in body(thumb)) == (200, False)


def test_13_a_report_there_and_no_report_answer_alike(planted: Planted):
    differing = []
    for role, viewer in planted.outsiders.items():
        client = enter(viewer)
        for name in ALL_TIPOFF:
            for method in ("get", "post"):
                there = getattr(client, method)(reverse(name, args=[planted.tipoffs[0].public_id]))
                nowhere = getattr(client, method)(reverse(name, args=[uuid4()]))
                alike = there.status_code == nowhere.status_code and CHANGING.sub("", text(there)) == CHANGING.sub(
                    "", text(nowhere)
                )
                differing += [] if alike else [(role, name, method)]

    assert differing == []


def test_14_numbers_that_count_and_moments_that_date(planted: Planted):
    def series() -> str:
        with connection.cursor() as cursor:
            cursor.execute("select coalesce(string_agg(t::text, ' ' order by t::text), '') from numbering_series t")
            return str(cursor.fetchone()[0])

    before = series()
    made = [reported(planted.town).number for _each in range(12)]

    assert series() == before
    assert made != sorted(made)
    assert [field.name for field in Tipoff._meta.fields if field.get_internal_type() == "DateTimeField"] == []


@pytest.mark.parametrize(
    "agent", [{"HTTP_SEC_CH_UA_MOBILE": "?1"}, {"HTTP_USER_AGENT": "Mozilla/5.0 (Linux; Android 14) Mobile"}]
)
def test_15_nothing_of_a_report_reaches_a_phone(planted: Planted, agent: dict[str, str]):
    statuses = set()
    for viewer in (planted.town.song, planted.town.chen):
        client = enter(viewer)
        for name in ALL_TIPOFF:
            answer = client.get(reverse(name, args=[planted.tipoffs[0].public_id]), **agent)
            statuses.add(answer.status_code)
            assert sung(text(answer), planted) == []

    assert statuses == {403}
    assert [address.name for address in addresses() if address.name.startswith("field:") and "tipoff" in address.name] == []


def test_16_nothing_keeps_a_page_of_a_report(planted: Planted):
    client = enter(planted.town.song)
    headers = {client.get(reverse(name, args=[planted.tipoffs[0].public_id])).headers["Cache-Control"] for name in ALL_TIPOFF}
    scripts = [path for path in (ROOT / "yingzhou/web").rglob("*.js") if "serviceWorker" in path.read_text(encoding="utf-8")]

    assert headers == {"no-store"}
    assert [path.name for path in scripts if "tipoff" in path.read_text(encoding="utf-8")] == []


def test_17_what_a_dump_and_the_folder_of_evidence_hold(planted: Planted):
    secrets = [secret for person in planted.people[:35] for secret in person.secrets]
    stored = all_rows()
    files = b"".join(path.read_bytes() for path in places.root().rglob("*") if path.is_file())

    assert planted.town.shop.name in stored
    assert planted.tipoffs[0].number in stored
    assert [secret for secret in secrets if secret in stored or secret.encode() in files] == []
    for person in planted.people[35:]:  # of a signal the words are kept as of any matter, the person is sealed
        assert [secret for secret in (person.name, person.phone) if secret in stored] == []


def test_18_what_the_handler_types_goes_past_a_reading_and_a_second_person(planted: Planted):
    tipoff, person = planted.tipoffs[0], planted.people[0]
    for words in (person.name, f"打{person.phone[:3]} {person.phone[3:7]} {person.phone[7:]}", person.address):
        with pytest.raises(rules.TellsWho):
            actions.write_release(tipoff=tipoff, words=f"请说明：{words}", by=planted.town.chen)
    actions.write_release(tipoff=tipoff, words=f"请说明：{person.fact}", by=planted.town.chen)
    with pytest.raises(rules.TellsMuch):
        actions.release_words(tipoff=tipoff, by=planted.town.song)

    assert not tipoff.releases.filter(released_at__isnull=False).exists()


def test_a_look_into_the_vault_leaves_its_trail(planted: Planted):
    client = enter(planted.town.chen)
    session = client.session
    session["confirmed_at"] = now().timestamp()
    session.save()
    shown = text(client.post(reverse("desk:tipoff_identity", args=[planted.tipoffs[0].public_id]), {"purpose": "check"}))

    assert planted.people[0].name in shown
    line = Event.objects.get(verb="informant.read")
    assert (line.actor, line.facts) == (planted.town.chen.actor, {"purpose": "check"})
