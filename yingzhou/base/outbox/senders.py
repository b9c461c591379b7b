"""The ways out of the house.  Each sends one message, or raises `NotDelivered`; a message sent twice bears the same id."""

from __future__ import annotations

import json
import os
import smtplib
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.module_loading import import_string

from yingzhou.base.outbox.choices import Channel
from yingzhou.base.outbox.signing import signature

SECONDS = 10


class NotDelivered(Exception):
    """The message did not leave; `kind` says why in one word that names nobody."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        super().__init__(kind)


@dataclass(frozen=True)
class Message:
    """What is sent: `id` is the same at every try."""

    id: UUID
    title: str
    body: str
    url: str
    urgency: str

    @property
    def text(self) -> str:
        link = settings.SITE_URL + self.url if self.url and settings.SITE_URL else ""
        return "\n\n".join(part for part in (self.body, link) if part)


class Sender(Protocol):
    def can_reach(self, officer: Any) -> bool: ...

    def send(self, officer: Any, message: Message) -> None: ...


class EmailSender:
    """By Django's mail; the Message-ID is the message's own, so that a mail sent twice shows once."""

    def can_reach(self, officer: Any) -> bool:
        return bool(officer.email)

    def send(self, officer: Any, message: Message) -> None:
        headers = {"Message-ID": f"<{message.id}@yingzhou>", "Auto-Submitted": "auto-generated"}
        mail = EmailMessage(message.title, message.text or message.title, to=[officer.email], headers=headers)
        try:
            mail.send()
        except (smtplib.SMTPException, OSError) as error:
            raise NotDelivered(type(error).__name__) from error


class SmsGateway(Protocol):
    """What a bureau's own gateway implements: it knows the number of the officer, we do not."""

    def send(self, officer: UUID, message: Message) -> None: ...


class FileGateway:
    """Writes each SMS into a file of the spool, for a gateway of the bureau's own to fetch."""

    def send(self, officer: UUID, message: Message) -> None:
        folder = Path(settings.SPOOL_DIR) / "sms"
        folder.mkdir(parents=True, exist_ok=True)
        waiting = folder / f".{message.id}"
        content = {"id": str(message.id), "officer": str(officer), "text": message.title}
        with waiting.open("w", encoding="utf-8") as file:
            json.dump(content, file, ensure_ascii=False)
            file.flush()
            os.fsync(file.fileno())
        waiting.rename(folder / f"{message.id}.json")


class SmsSender:
    def can_reach(self, officer: Any) -> bool:
        return bool(settings.SMS_GATEWAY)

    def send(self, officer: Any, message: Message) -> None:
        gateway: SmsGateway = import_string(settings.SMS_GATEWAY)()
        try:
            gateway.send(officer.public_id, message)
        except OSError as error:
            raise NotDelivered(type(error).__name__) from error


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


class WebhookSender:
    """POSTs JSON to the bureau's message platform, signed; the address comes from the settings alone."""

    def can_reach(self, officer: Any) -> bool:
        return bool(settings.WEBHOOK_URL and settings.WEBHOOK_SECRET)

    def send(self, officer: Any, message: Message) -> None:
        body = self.body_of(officer, message)
        request = urllib.request.Request(  # noqa: S310  the address was checked to be http(s)
            _checked(settings.WEBHOOK_URL), data=body, headers=self.headers_of(message, body), method="POST"
        )
        opener = urllib.request.build_opener(_NoRedirect, urllib.request.ProxyHandler({}))
        try:
            with opener.open(request, timeout=SECONDS):
                return
        except urllib.error.HTTPError as error:
            raise NotDelivered(f"HTTP{error.code}") from error
        except OSError as error:
            raise NotDelivered(type(error).__name__) from error

    def body_of(self, officer: Any, message: Message) -> bytes:
        content = {
            "id": str(message.id),
            "to": officer.username,
            "title": message.title,
            "body": message.body,
            "url": message.url,
            "urgency": message.urgency,
        }
        return json.dumps(content, ensure_ascii=False, sort_keys=True).encode()

    def headers_of(self, message: Message, body: bytes) -> dict[str, str]:
        timestamp = int(time.time())
        return {
            "Content-Type": "application/json; charset=utf-8",
            "Yingzhou-Delivery": str(message.id),
            "Yingzhou-Timestamp": str(timestamp),
            "Yingzhou-Signature": signature(settings.WEBHOOK_SECRET, timestamp, body),
        }


def _checked(url: str) -> str:
    if urlsplit(url).scheme not in ("http", "https"):
        raise NotDelivered("BadAddress")
    return url


SENDERS: Mapping[str, Sender] = {
    Channel.EMAIL: EmailSender(),
    Channel.SMS: SmsSender(),
    Channel.WEBHOOK: WebhookSender(),
}
