"""The fault matrix of the phone: whatever breaks, nothing is lost, nothing is there twice, every photo is the same to the bit.

Records are made by the phone's own modules in a real browser, with photos; the line, the server, the session, the clock or the
browser itself then fails while they are handed in.  Afterwards: what the server has is exactly what was captured.
YINGZHOU_RECORDS sets how many records each fault gets (100 in a full run).
"""

from __future__ import annotations

import hashlib
import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Error, expect

from tests.factories.field import Day, make_day, on_the_road
from tests.faults.link import Link, link_to, sometimes
from tests.faults.running import processes
from tests.web.browser import FLAGS, PHONE, chromium
from tests.web.field import steps
from tests.web.field.conftest import open_phone
from yingzhou.base.evidence import places
from yingzhou.work.visits.models import Photo, Visit, VisitConflict

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = [pytest.mark.slow, pytest.mark.browser, pytest.mark.django_db(transaction=True)]

RECORDS = int(os.environ.get("YINGZHOU_RECORDS", "20"))

#: Makes and saves `count` records with `photos` photos of about `size` bytes each, as the screens do; gives key → hashes.
MAKE = """async ([pid, count, photos, size, isSaved]) => {
  const base = "/static/field/";
  const [{ begun, keepDraft, keepSaved, payloadOf }, { taken }, { pack }] = await Promise.all(
    ["records.js", "photos.js", "pack.js"].map((name) => import(base + name)));
  const day = await pack(), business = day.businesses[pid], list = day.checklists.find((one) => one.code === business.checklist);
  const canvas = new OffscreenCanvas(64, 48), pen = canvas.getContext("2d"), made = {};
  for (let n = 0; n < count; n += 1) {
    const record = begun(business, pid, day, "routine"), kept = [];
    for (let i = 0; i < photos; i += 1) {
      pen.fillStyle = `rgb(${n % 256} ${(i * 40) % 256} ${Math.floor(Math.random() * 256)})`;
      pen.fillRect(0, 0, 64, 48);
      const picture = new Uint8Array(await (await canvas.convertToBlob({ type: "image/jpeg" })).arrayBuffer());
      const pieces = [picture.slice(0, 2)];
      for (let left = size; left > 0; left -= 60000) {
        const noise = crypto.getRandomValues(new Uint8Array(Math.min(60000, left)));
        pieces.push(new Uint8Array([0xff, 0xec, (noise.length + 2) >> 8, (noise.length + 2) & 255]), noise);
      }
      kept.push(await taken(new Blob([...pieces, picture.slice(2)], { type: "image/jpeg" }), { visit: record.key, kind: "finding" }));
    }
    record.told.findings.push({ key: crypto.randomUUID(), item: list.items[0].code, text: "灭火器压力不足", more: "", grade: "general", by: "", photos: kept.map((photo) => photo.key) });
    record.told.issues.push(list.items[0].code);
    record.told.confirmation = { kind: "absent", name: "", reason: "店主进货去了", strokes: [] };
    await keepDraft(record, kept);
    if (isSaved) {
      const endedAt = new Date().toISOString();
      await keepSaved(record, payloadOf(record, { list, hazards: [], point: null, endedAt, signature: null }));
    }
    made[record.key] = kept.map((photo) => photo.sha256);
  }
  return made;
}"""
SEND = """async () => { const { send } = await import("/static/field/sender.js"); await send({ now: true }); }"""
AGAIN = """async () => {
  const [{ rows, change }, { send }] = await Promise.all([import("/static/field/records.js"), import("/static/field/sender.js")]);
  for (const row of (await rows()).unsent) if (row.state === "failed") await change(row.key, { state: "waiting", reason: null });
  await send({ now: true });
}"""


@pytest.fixture
def day(transactional_db: None, settings: Any, tmp_path: Path) -> Iterator[Day]:
    with on_the_road(settings, tmp_path):
        yield make_day()


@pytest.fixture
def link(live: str) -> Iterator[Link]:
    with link_to(live) as way:
        yield way


@pytest.fixture
def phone(browser: Browser, link: Link, day: Day, sign_in: Callable[..., None]) -> Iterator[Page]:
    context = open_phone(browser, link.url)
    page = context.new_page()
    page.set_default_timeout(30_000)
    sign_in(page, day.beat.liaison.username)
    steps.prepare(page)
    yield page
    context.close()


def capture(
    page: Page, day: Day, count: int = RECORDS, *, photos: int = 1, size: int = 2_000, saved: bool = True
) -> dict[str, list[str]]:
    return dict(page.evaluate(MAKE, [str(day.stops[0].public_id), count, photos, size, saved]))


def hand_in(page: Page, seconds: float = 90.0) -> None:
    """Presses "hand in" until nothing is left."""
    began = time.monotonic()
    while steps.rows_of(page, "visits"):
        assert time.monotonic() - began < seconds, [(row["state"], row["reason"]) for row in steps.rows_of(page, "visits")][:5]
        page.evaluate(AGAIN)
        page.wait_for_timeout(50)


def nothing_lost_or_doubled(made: dict[str, list[str]]) -> None:
    """The server has exactly what was captured: each record once, each photo to the bit."""
    there = [str(pid) for pid in Visit.objects.values_list("public_id", flat=True)]
    assert sorted(there) == sorted(made)
    photos = Photo.objects.filter(shown_in__finding__visit__isnull=False).values_list("evidence__sha256", flat=True)
    assert sorted(photos) == sorted(digest for hashes in made.values() for digest in hashes)
    assert all(hashlib.sha256(places.blob(digest).read_bytes()).hexdigest() == digest for digest in photos)
    assert VisitConflict.objects.count() == 0


WEATHER = {
    "the network is away": ("off", 0.35),
    "the answer is lost after the record is in": ("lost", 0.35),
    "half of what was sent arrives": ("half", 0.35),
    "the server has a fault": ("500", 0.35),
    "the server is full": ("507", 0.35),
    "somebody on the way says too large": ("413", 0.2),
    "somebody on the way says it is there already": ("409", 0.2),
}


@pytest.mark.parametrize("name", WEATHER)
def test_nothing_is_lost_or_doubled_when(name: str, phone: Page, link: Link, day: Day):
    fault, share = WEATHER[name]
    link.cut()
    made = capture(phone, day)
    assert len(steps.rows_of(phone, "visits")) == RECORDS

    link.fault = sometimes(fault, share, seed=4)
    for _ in range(6):
        phone.evaluate(AGAIN)
    kept = {row["key"] for row in steps.rows_of(phone, "visits")}
    receipts = {row["key"] for row in steps.rows_of(phone, "receipts")}
    assert kept | receipts == set(made)
    link.mend()
    hand_in(phone)

    nothing_lost_or_doubled(made)


@pytest.mark.parametrize("days", [-3, 3])
def test_a_wrong_clock_loses_nothing(days: int, phone: Page, link: Link, day: Day):
    link.cut()
    phone.evaluate(f"(() => {{ const real = Date.now; Date.now = () => real() + {days} * 86400000; }})()")
    made = capture(phone, day)
    link.fault = sometimes("off", 0.3, seed=5)
    for _ in range(3):
        phone.evaluate(AGAIN)
    link.mend()
    hand_in(phone)

    nothing_lost_or_doubled(made)


def test_a_session_that_ends_on_the_way_loses_nothing(phone: Page, link: Link, day: Day, sign_in: Callable[..., None]):
    made = capture(phone, day)
    phone.evaluate("() => { import('/static/field/sender.js').then(({ send }) => send({ now: true })); }")
    phone.wait_for_timeout(400)
    phone.context.clear_cookies(name="sessionid")
    expect(phone.locator("main")).to_contain_text("登录已经过期", timeout=30_000)
    assert {row["key"] for row in steps.rows_of(phone, "visits") + steps.rows_of(phone, "receipts")} == set(made)
    sign_in(phone, day.beat.liaison.username)
    hand_in(phone)

    nothing_lost_or_doubled(made)


def test_two_pages_send_each_record_once(phone: Page, link: Link, day: Day):
    made = capture(phone, day)
    other = phone.context.new_page()
    other.goto("/field/")
    begun = "() => { import('/static/field/sender.js').then(({ send }) => send({ now: true })); }"
    for page in (phone, other, phone, other):
        page.evaluate(begun)
    hand_in(phone)
    posts = [seen for seen in link.seen if seen.startswith("POST /field/visits/")]

    assert len(posts) == len(set(posts)) == RECORDS
    nothing_lost_or_doubled(made)


def test_a_new_edition_leaves_the_queue_alone(phone: Page, link: Link, day: Day, monkeypatch: pytest.MonkeyPatch):
    link.cut()
    made = capture(phone, day)
    link.mend()
    link.fault = lambda method, path: "off" if method == "POST" else ""
    monkeypatch.setattr("yingzhou.web.field.views.pages.edition", lambda: "another-one")
    phone.reload()
    phone.locator("[data-act=newer]").click()
    phone.wait_for_load_state()
    phone.wait_for_function("navigator.serviceWorker.controller !== null")
    phone.goto("/field/#/queue")
    expect(phone.locator("#unsent")).to_contain_text(f"没交 {RECORDS} 件")
    link.mend()
    hand_in(phone)

    nothing_lost_or_doubled(made)


# ── the browser dies (R05) ──


def killed(context: BrowserContext, profile: Path) -> None:
    """kill -9 of every process of the browser with that profile."""
    mine = [
        pid for pid, _parent, command in processes() if str(profile) in command and "playwright" not in command.split(" ", 1)[0]
    ]
    assert mine
    for pid in mine:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    with suppress(Error):
        context.close()


def test_drafts_and_records_survive_the_death_of_the_browser(
    browser: Browser, live: str, link: Link, day: Day, sign_in: Callable[..., None], tmp_path: Path
):
    profile, made, drafts = tmp_path / "profile", {}, {}
    kind, rounds = browser.browser_type, 4
    for number in range(rounds + 1):
        context = kind.launch_persistent_context(
            str(profile),
            executable_path=chromium(),
            headless=True,
            args=list(FLAGS),
            base_url=link.url,
            viewport=PHONE,
            timezone_id="Asia/Shanghai",
        )
        page = context.new_page()
        if number == 0:
            sign_in(page, day.beat.liaison.username)
            steps.prepare(page)
        page.goto("/field/")
        page.locator("#unsent").wait_for()
        found = {row["key"]: row["state"] for row in steps.rows_of(page, "visits")}
        assert found == dict.fromkeys(made, "waiting") | dict.fromkeys(drafts, "draft")
        assert len(steps.rows_of(page, "photos")) == len(made) + len(drafts)
        if number == rounds:
            break
        link.cut()
        made |= capture(page, day, 13, size=60_000)
        drafts |= capture(page, day, 12, size=60_000, saved=False)
        killed(context, profile)
    expect(page.locator("main")).to_contain_text("没记完")
    sign_in(page, day.beat.liaison.username)
    link.mend()
    page.evaluate(SEND)
    page.wait_for_function("document.querySelector('#unsent').textContent.includes('都交了')", timeout=90_000)
    context.close()

    nothing_lost_or_doubled(made)
    print(f"\n{rounds} kills: {len(made)} records and {len(drafts)} drafts captured, 0 lost")
