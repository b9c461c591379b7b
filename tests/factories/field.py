"""A day on the phone: a liaison with a route of three, one of them with an open hazard; photos as a camera makes them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image

from tests.factories.network import officer_as
from tests.factories.registry import make_business, make_premises, seat
from tests.factories.visits import Beat, make_beat, signer_running
from yingzhou.base.clock import now, today
from yingzhou.work.accounts.choices import Role
from yingzhou.work.cases.choices import Source
from yingzhou.work.hazards.actions import raise_hazard
from yingzhou.work.hazards.models import Hazard
from yingzhou.work.liaison.models import Contact
from yingzhou.work.registry.models import Business
from yingzhou.work.visits.models import Phrase, Plan, PlannedVisit

PLACES = (("121.50001", "31.60002"), ("121.52001", "31.61002"), ("121.51001", "31.62502"))


@dataclass(frozen=True)
class Day:
    """The liaison's beat, the stops in their order, and the hazard open at the second."""

    beat: Beat
    stops: tuple[Business, ...]
    hazard: Hazard


def make_day() -> Day:
    """A route of three for today, prepared by an accepted plan."""
    beat = make_beat()
    stops = [
        beat.shop,
        *(_shop(beat, name, place) for name, place in zip(("望潮灯具店", "打盹的猫书店"), PLACES[1:], strict=True)),
    ]
    head = officer_as(Role.STATION_HEAD, beat.net.north, "岑远")
    monday = today() - timedelta(days=today().weekday())
    plan = Plan.objects.create(
        station=beat.net.north, monday=monday, seed=1, made_by=head, made_at=now(), edition=1, accepted_at=now(), accepted_by=head
    )
    for n, shop in enumerate(stops):
        PlannedVisit.objects.create(
            plan=plan,
            business=shop,
            officer=beat.liaison,
            day=today(),
            position=n,
            arrives_at=now() + timedelta(minutes=20 * n),
            service=15,
            longitude=PLACES[n][0],
            latitude=PLACES[n][1],
            address=f"芦花村 {n + 1} 号",
            matters=[["routine", "定期走访", 0]] if n != 1 else [["recheck", "复查 1 处", 0]],
            reasons=[["121 天没联系", 12]],
        )
    for text, pinyin, initials in (
        ("插线板破损，放在地上", "cha xian ban po sun", "cxbps"),
        ("线路裸露", "xian lu luo lu", "xlll"),
    ):
        Phrase.objects.get_or_create(text=text, defaults={"pinyin": pinyin, "initials": initials, "item": "electric.wires"})
    hazard = raise_hazard(
        business=stops[1],
        item="purchase_records",
        grade=None,
        text="三家供货商的票据没有留",
        found_on=today(),
        source=Source.VISIT,
        source_id=None,
        pictures=[],
        by=beat.viewer,
    )
    return Day(beat, tuple(stops), hazard)


def _shop(beat: Beat, name: str, place: tuple[str, str]) -> Business:
    shop = make_business(name, industry_code="5211")
    seat(shop, beat.net.north, beat.net.reed)
    make_premises(shop, f"{name}门口", longitude=place[0], latitude=place[1])
    Contact.objects.create(officer=beat.liaison, business=shop, since=today() - timedelta(days=400))
    return shop


def camera(folder: Path, name: str, *, size: tuple[int, int] = (1200, 900), color: str = "teal", noise: int = 0) -> Path:
    """A JPEG as a camera writes it, with a comment a rendition must not carry; `noise` adds that many random-looking bytes."""
    out, path = BytesIO(), folder / name
    Image.new("RGB", size, color).save(out, "JPEG", comment=b"GPS-CANARY-31.5 " + name.encode())
    stuffing = b"".join(hashlib.sha256(f"{name}{n}".encode()).digest() for n in range(noise // 32))
    path.write_bytes(_with_segments(out.getvalue(), stuffing))
    return path


def _with_segments(jpeg: bytes, stuffing: bytes) -> bytes:
    """Application segments after the first marker: bytes that count but show nothing."""
    largest = 65_000
    parts = [stuffing[at : at + largest] for at in range(0, len(stuffing), largest)]
    segments = b"".join(b"\xff\xec" + (len(part) + 2).to_bytes(2, "big") + part for part in parts)
    return jpeg[:2] + segments + jpeg[2:]


@contextmanager
def on_the_road(settings: Any, folder: Path) -> Iterator[None]:
    """Evidence and spool of the test's own, and a signer that signs receipts."""
    settings.EVIDENCE_DIR = folder / "evidence"
    settings.SPOOL_DIR = folder
    with signer_running():
        yield
