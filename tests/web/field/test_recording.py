"""Recording on the phone, counted in taps and seconds, and what arrives at the server."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.factories.field import Day, camera
from tests.web.browser import blocked, hear
from tests.web.field import steps
from yingzhou.work.hazards.models import Recheck
from yingzhou.work.visits.models import Photo, Visit

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_visit_with_three_findings_takes_eighteen_taps_at_most(phone: Page, day: Day, tmp_path: Path):
    photos = [camera(tmp_path, f"{n}.jpg", color=color) for n, color in enumerate(("teal", "olive", "navy"))]
    heard = hear(phone)
    steps.prepare(phone)
    began = time.monotonic()
    taps = steps.visit_with(phone, photos)
    took = time.monotonic() - began
    steps.all_sent(phone)
    visit = Visit.objects.get()

    print(f"\nvisit with three findings and photos: {taps} taps, {took:.1f} s")
    assert taps <= 18
    assert took <= 90
    assert (visit.business, visit.findings.count(), visit.confirmation.kind) == (day.stops[0], 3, "signature")
    assert {photo.evidence.sha256 for photo in Photo.objects.exclude(kind="signature")} == {digest(path) for path in photos}
    assert (str(visit.longitude), str(visit.latitude)) == ("121.50123", "31.60235")
    assert (heard.errors, heard.failed, blocked(phone)) == ([], [], [])


def digest(path: Path) -> str:
    import hashlib

    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_clean_visit_takes_four_taps_at_most(phone: Page, day: Day):
    steps.prepare(phone)
    steps.begin(phone)
    steps.on(phone)
    expect(phone.locator("main")).to_contain_text("项都看过，都正常")
    steps.sign(phone)
    taps = steps.taps(phone) + 1
    steps.save(phone)
    steps.all_sent(phone)
    visit = Visit.objects.get()

    print(f"\nclean visit: {taps} taps")
    assert taps <= 4
    assert (visit.rest_fine, visit.findings.count(), visit.checklist) == (True, 0, "catering")


def test_a_recheck_takes_three_taps_at_most(phone: Page, day: Day, tmp_path: Path):
    steps.prepare(phone)
    phone.goto(f"/field/#/b/{day.stops[1].public_id}")
    phone.locator("main [data-act=begin]").click()
    phone.locator(".yz-look").wait_for()
    with phone.expect_file_chooser() as chooser:
        phone.locator(".yz-look [data-photo]").click()
    chooser.value.set_files(camera(tmp_path, "after.jpg"))
    expect(phone.locator(".yz-look input[value=yes]")).to_be_checked()
    taps = steps.taps(phone) + 1
    phone.locator(".yz-dock [data-act=second]").click()
    expect(phone.locator("#told")).to_contain_text("已存在手机里")
    steps.all_sent(phone)

    print(f"\nrecheck: {taps} taps")
    assert taps <= 3
    assert [recheck.hazard_id for recheck in Recheck.objects.all()] == [day.hazard.pk]
