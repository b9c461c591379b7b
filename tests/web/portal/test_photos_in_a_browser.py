"""A photo leaves the phone as pixels alone (W01, channel 11): what was uploaded is caught on its way and looked through."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PIL import Image

from tests.factories.cases import make_town
from tests.web.browser import PHONE, blocked
from yingzhou.base.evidence import places
from yingzhou.base.evidence.models import Evidence, OriginalName

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
CANARIES = (b"GPS-CANARY", b"CANARYCAM", b"\x00GPS", b"2026:10:03", b"canary-of-zhang", b"Exif")


@pytest.fixture
def photo_with_everything(tmp_path: Path) -> Path:
    """A JPEG with a place, a camera, a day, a comment and a telling file name."""
    image, exif = Image.effect_noise((3000, 1200), 40).convert("RGB"), Image.Exif()
    exif[0x010F], exif[0x0110], exif[0x0132], exif[0x0112] = "CANARYCAM", "CANARYCAM 7", "2026:10:03 15:00:00", 6
    exif.get_ifd(0x8825).update({1: "N", 2: (31.0, 37.0, 12.0), 3: "E", 4: (121.0, 23.0, 4.0), 0x1D: "GPS-CANARY"})
    path = tmp_path / "canary-of-zhang.jpg"
    image.save(path, "JPEG", exif=exif.tobytes(), comment=b"GPS-CANARY in a comment")
    assert all(canary in path.read_bytes() for canary in (b"GPS-CANARY", b"CANARYCAM", b"2026:10:03", b"Exif"))
    return path


def to_photos(page: Page) -> None:
    page.set_viewport_size(PHONE)
    page.goto("/p/file/?kind=signal")
    page.get_by_role("button", name="下一步").click()
    page.locator("#photos").wait_for()


def sent_with(page: Page) -> bytes:
    """The body of the request that carries the photo."""
    page.fill("textarea[name=text]", "后门锁死，纸箱堆满。")
    with page.expect_request(lambda request: request.method == "POST" and request.url.endswith("/p/file/")) as sent:
        page.get_by_role("button", name="下一步").click()
    page.get_by_label("大概在哪里").wait_for()
    return sent.value.post_data_buffer or b""


def kept() -> bytes:
    return b"".join(places.blob(one.sha256).read_bytes() for one in Evidence.objects.all())


def test_what_leaves_the_phone_has_no_place_no_camera_no_day_and_no_name(
    page: Page, live: str, photo_with_everything: Path
) -> None:
    make_town()
    to_photos(page)
    page.set_input_files("#photos", str(photo_with_everything))
    page.get_by_text("已在手机上去掉").wait_for()

    chosen = page.evaluate("Array.from(document.querySelector('#photos').files, (f) => [f.name, f.type, f.lastModified])")
    inside = bytes(
        page.evaluate("document.querySelector('#photos').files[0].arrayBuffer().then((b) => Array.from(new Uint8Array(b)))")
    )
    body = sent_with(page)

    assert chosen == [["photo-1.jpg", "image/jpeg", 0]]
    assert [canary for canary in CANARIES if canary in inside or canary in body] == []
    assert inside[:2] == b"\xff\xd8"
    assert Evidence.objects.count() == 1
    assert OriginalName.objects.count() == 0
    assert [canary for canary in CANARIES if canary in kept()] == []
    assert blocked(page) == []


def test_the_picture_stands_upright_and_is_no_larger_than_needed(page: Page, live: str, photo_with_everything: Path) -> None:
    make_town()
    to_photos(page)
    page.set_input_files("#photos", str(photo_with_everything))
    page.get_by_text("已在手机上去掉").wait_for()

    size = page.evaluate("createImageBitmap(document.querySelector('#photos').files[0]).then((p) => [p.width, p.height])")

    assert size == [1024, 2560]


def test_what_cannot_be_drawn_is_left_out_and_said_so(page: Page, live: str, tmp_path: Path) -> None:
    make_town()
    broken = tmp_path / "canary-of-zhang.jpg"
    broken.write_bytes(b"\xff\xd8 no picture GPS-CANARY")
    to_photos(page)
    page.set_input_files("#photos", str(broken))
    page.get_by_text("没有选上").wait_for()

    assert b"CANARY" not in sent_with(page)


def test_without_script_the_server_strips_alone(browser: object, live: str, photo_with_everything: Path) -> None:
    make_town()
    context = browser.new_context(base_url=live, java_script_enabled=False)  # type: ignore[attr-defined]
    page = context.new_page()
    to_photos(page)
    page.set_input_files("#photos", str(photo_with_everything))
    sent_with(page)
    context.close()

    assert Evidence.objects.count() == 1
    assert OriginalName.objects.count() == 0
    assert [canary for canary in CANARIES if canary in kept()] == []
