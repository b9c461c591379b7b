"""What is on the phone stays on it until the server has signed for it, whatever happens on the way."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.factories.field import Day, camera
from tests.factories.visits import hand_over
from tests.faults.link import Link
from tests.web.field import steps
from yingzhou.work.visits.models import Amendment, Photo, Visit

if TYPE_CHECKING:
    from playwright.sync_api import Page

#: The store as a full phone has it: nothing more goes in.
FULL = """() => {
  window.yzPut = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = function () {
    Object.defineProperty(this.transaction, "error", { value: new DOMException("full", "QuotaExceededError") });
    this.transaction.abort();
  };
}"""

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_day_without_a_network_is_recorded_and_handed_in_later(far_phone: Page, link: Link, day: Day, tmp_path: Path):
    steps.prepare(far_phone)
    link.cut()
    far_phone.reload()
    steps.visit_with(far_phone, [camera(tmp_path, "one.jpg")])
    expect(far_phone.locator("#net")).to_contain_text("离线")
    expect(far_phone.locator("#unsent")).to_contain_text("没交 1 件")
    assert Visit.objects.count() == 0

    link.mend()
    far_phone.goto(f"{link.url}/field/#/queue")
    far_phone.locator("[data-act=send]").click()
    steps.all_sent(far_phone)

    assert Visit.objects.get().findings.count() == 1
    assert [receipt["trust"] for receipt in steps.rows_of(far_phone, "receipts")] == ["signed"]
    assert steps.rows_of(far_phone, "photos") == []


def test_a_draft_is_offered_again_after_the_page_went_away(far_phone: Page, day: Day):
    steps.prepare(far_phone)
    steps.begin(far_phone)
    steps.tick(far_phone, 1)
    far_phone.locator("#h-demand").check()
    far_phone.locator("[data-slot=matters] textarea").fill("想问小食品店怎么备案")
    expect(far_phone.locator("#under")).to_contain_text("存好")
    far_phone.wait_for_timeout(500)
    far_phone.goto("about:blank")
    far_phone.goto("/field/")
    expect(far_phone.locator("main")).to_contain_text("没记完：芦花面馆")
    expect(far_phone.locator("main")).to_contain_text("清单版本 2026-1")
    far_phone.locator("[data-slot=on]", has_text="接着记").click()

    expect(far_phone.locator(".yz-except__i input[data-item]").nth(1)).to_be_checked()
    expect(far_phone.locator("[data-slot=matters] textarea")).to_have_value("想问小食品店怎么备案")


def test_a_session_that_is_over_shows_nothing_and_loses_nothing(
    far_phone: Page, link: Link, day: Day, tmp_path: Path, sign_in: Callable[..., None]
):
    steps.prepare(far_phone)
    cookies = [cookie for cookie in far_phone.context.cookies() if cookie["name"] != "csrftoken"]
    far_phone.context.clear_cookies(name=cookies[0]["name"])
    steps.visit_with(far_phone, [camera(tmp_path, "one.jpg")])
    expect(far_phone.locator("main")).to_contain_text("登录已经过期")
    assert "芦花面馆" not in far_phone.locator("main").inner_text()
    expect(far_phone.locator("main")).to_contain_text("没交的 1 件")

    sign_in(far_phone, day.beat.liaison.username)
    far_phone.locator("[data-act=try]").click()
    steps.all_sent(far_phone)

    assert Visit.objects.count() == 1


def test_two_versions_are_shown_field_by_field_and_both_are_kept(far_phone: Page, link: Link, day: Day):
    steps.prepare(far_phone)
    link.cut()
    steps.visit_with(far_phone, [])
    row = steps.rows_of(far_phone, "visits")[0]
    other = {**row["payload"], "note": "另一部手机上记的", "device_now": row["saved_at"]}
    other["confirmation"] = {"kind": "absent", "reason": "店主不在"}
    assert hand_over(day.beat.client, row["key"], other).status_code in (201, 202)

    link.mend()
    far_phone.goto(f"{link.url}/field/#/queue/{row['key']}")
    far_phone.evaluate("window.dispatchEvent(new Event('online'))")
    expect(far_phone.locator(".yz-versus")).to_contain_text("另一部手机上记的", timeout=20_000)
    assert len(steps.rows_of(far_phone, "visits")) == 1

    far_phone.fill("#why", "店主后来回来签了字")
    far_phone.locator("[data-act=amend]").click()
    expect(far_phone.locator("#told")).to_contain_text("更正交上去了")

    assert Amendment.objects.get().why == "店主后来回来签了字"
    assert Visit.objects.count() == 1


def test_the_queue_goes_into_a_file_and_comes_back_on_another_phone(far_phone: Page, link: Link, day: Day, tmp_path: Path):
    photo = camera(tmp_path, "one.jpg")
    steps.prepare(far_phone)
    link.cut()
    steps.visit_with(far_phone, [photo])
    far_phone.goto(f"{link.url}/field/#/me")
    far_phone.locator("[data-act=out]").click()
    expect(far_phone.locator("dialog")).to_contain_text("芦花面馆")
    with far_phone.expect_download() as file:
        far_phone.locator("dialog button[value=export]").click()
    carried = tmp_path / "queue.json"
    file.value.save_as(carried)
    assert len(steps.rows_of(far_phone, "visits")) == 1

    told = json.loads(carried.read_text())
    far_phone.evaluate("indexedDB.deleteDatabase('yingzhou-field')")
    link.mend()
    far_phone.reload()
    far_phone.locator("[data-restore]").set_input_files(carried)
    expect(far_phone.locator("#told")).to_contain_text("带回 1 件")
    steps.all_sent(far_phone)

    assert (told["format"], len(told["records"])) == ("yingzhou-queue/1", 1)
    carried_hashes = {photo["sha256"] for photo in told["records"][0]["photos"]}
    assert set(Photo.objects.values_list("evidence__sha256", flat=True)) == carried_hashes
    assert Visit.objects.count() == 1


def test_a_full_phone_says_so_and_never_calls_it_saved(far_phone: Page, link: Link, day: Day, tmp_path: Path):
    steps.prepare(far_phone)
    steps.begin(far_phone)
    steps.tick(far_phone, 0)
    steps.on(far_phone)
    far_phone.locator(".yz-phrases label").first.click()
    far_phone.evaluate(FULL)
    with far_phone.expect_file_chooser() as chooser:
        far_phone.locator(".yz-finder input").click()
    chooser.value.set_files(camera(tmp_path, "large.jpg"))
    expect(far_phone.locator("#told")).to_contain_text("手机空间不够")

    far_phone.evaluate("() => void (IDBObjectStore.prototype.put = window.yzPut)")
    steps.on(far_phone)
    steps.sign(far_phone)
    steps.save(far_phone)
    steps.all_sent(far_phone)

    assert Photo.objects.exclude(kind="signature").count() == 1
