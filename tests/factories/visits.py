"""What a phone hands over, for tests."""

from __future__ import annotations

import base64
import hashlib
import json
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.db import connections
from django.test import Client

from tests.factories.cases import photo
from tests.factories.network import Net, make_net, officer_as
from tests.factories.registry import make_business, make_premises, seat
from yingzhou.base.clock import now, today
from yingzhou.base.trail import signer
from yingzhou.work.accounts.choices import Role
from yingzhou.work.accounts.models import Officer
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.liaison.models import Contact
from yingzhou.work.network.queries import viewer_for
from yingzhou.work.registry.models import Business
from yingzhou.work.visits import rules
from yingzhou.work.visits.actions import Recorded, record_visit

PIECE = 262_144


@dataclass(frozen=True)
class Beat:
    """A liaison, a shop they look after, and one of the other station."""

    net: Net
    liaison: Officer
    shop: Business
    foreign: Business

    @property
    def viewer(self) -> Viewer:
        viewer = viewer_for(self.liaison, on=today())
        assert viewer is not None
        return viewer

    @property
    def client(self) -> Client:
        client = Client()
        client.force_login(self.liaison)
        return client


def make_beat() -> Beat:
    net = make_net()
    liaison = officer_as(Role.LIAISON, net.north, "柳眉")
    shop = make_business("芦花面馆", industry_code="6210")
    foreign = make_business("白鹭茶楼", industry_code="6220")
    seat(shop, net.north, net.reed)
    seat(foreign, net.south, net.heron)
    make_premises(shop, "芦花村 8 号", longitude="121.50001", latitude="31.60002")
    Contact.objects.create(officer=liaison, business=shop, since=date(2024, 1, 1))
    return Beat(net, liaison, shop, foreign)


def payload(business: UUID, **facts: Any) -> dict[str, Any]:
    """A clean visit that ended a minute ago."""
    ended = now() - timedelta(minutes=1)
    return {
        "format": rules.FORMAT,
        "business": str(business),
        "aim": "routine",
        "began_at": (ended - timedelta(minutes=12)).isoformat(),
        "ended_at": ended.isoformat(),
        "device_now": now().isoformat(),
        "point": {"lon": 121.50012, "lat": 31.60034, "accuracy": 12.4},
        "checklist": {"code": "catering", "version": "2026-1"},
        "rest_fine": True,
        "answers": [],
        "findings": [],
        "matters": [],
        "promises": [],
        "note": "",
        "confirmation": {"kind": "absent", "reason": "店主进货去了"},
        "base": "",
        **facts,
    }


def finding(**facts: Any) -> dict[str, Any]:
    return {
        "key": str(uuid4()),
        "item": "electric.wires",
        "text": "插线板破损，放在地上",
        "grade": "general",
        "photos": [],
        **facts,
    }


def a_visit(beat: Beat, key: UUID | None = None, **facts: Any) -> Recorded:
    """A visit that was handed over."""
    told = rules.told_from(payload(beat.shop.public_id, **facts))
    return record_visit(told=told, key=key or uuid4(), by=beat.viewer)


def hand_over(client: Client, key: UUID, told: dict[str, Any]) -> Any:
    return client.post(f"/field/visits/{key}/", json.dumps(told), content_type="application/json")


def send_piece(client: Client, key: UUID, content: bytes, offset: int, *, size: int = PIECE, **headers: str) -> Any:
    held = {
        "Upload-Offset": str(offset),
        "Upload-Length": str(len(content)),
        "X-Content-SHA256": hashlib.sha256(content).hexdigest(),
        "X-Photo-Kind": "finding",
        **headers,
    }
    piece = content[offset : offset + size]
    return client.post(f"/field/photos/{key}/", piece, content_type="application/offset+octet-stream", headers=held)


def send_photo(client: Client, content: bytes | None = None, key: UUID | None = None, **headers: str) -> UUID:
    """A whole photo, in as many pieces as it needs."""
    content, key = content or photo(), key or uuid4()
    for offset in range(0, len(content), PIECE):
        answer = send_piece(client, key, content, offset, **headers)
    assert answer.status_code == 201, answer.content
    return key


def is_signed_by(receipt: dict[str, str], key: dict[str, str]) -> bool:
    """As a phone checks it: the public key of the pack over the bytes that were signed."""
    public = Ed25519PublicKey.from_public_bytes(base64.b64decode(key["public"]))
    public.verify(base64.b64decode(receipt["signature"]), base64.b64decode(receipt["signed"]))
    return True


@contextmanager
def signer_running() -> Iterator[None]:
    """A signer on the spool's socket, as `up` starts one."""
    server = signer.Signer(signer.address())
    thread = threading.Thread(target=_serve, args=(server,), daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _serve(server: socketserver.BaseServer) -> None:
    try:
        server.serve_forever(poll_interval=0.02)
    finally:
        connections.close_all()
