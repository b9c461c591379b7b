"""What the door needs to know."""

from __future__ import annotations

import hashlib
from uuid import UUID

from django.conf import settings

from yingzhou.base.clock import now
from yingzhou.work.accounts.models import Factor, Invitation, Officer, RecoveryCode, SignInLock
from yingzhou.work.accounts.rules import codes
from yingzhou.work.accounts.rules.signing_in import LinkSpent


def is_paused(who_hash: str) -> int:
    """For how many whole minutes more this account is paused for this address; 0 when it is not."""
    lock = SignInLock.objects.filter(who_hash=who_hash, until__gt=now()).first()
    return int((lock.until - now()).total_seconds() // 60) + 1 if lock else 0


def needs_factor(officer: Officer) -> bool:
    """Every internal account needs a second factor, except demo accounts of a demonstration."""
    return not (officer.is_demo and settings.DEMO)


def has_factor(officer: Officer) -> bool:
    """Whether a second factor is set."""
    return Factor.objects.filter(officer=officer).exists()


def signing_in_officer(public_id: UUID) -> Officer | None:
    """The active officer half-way through the door."""
    return Officer.objects.filter(public_id=public_id, is_active=True).first()


def enrollment_of(invitation: Invitation) -> str:
    """What the QR code of a one-time link says."""
    issuer = "瀛洲"  # data
    return codes.enrollment_uri(invitation.secret, account=invitation.officer.username, issuer=issuer)


def unused_recovery_codes(officer: Officer) -> int:
    """How many recovery codes are left."""
    return RecoveryCode.objects.filter(officer=officer, used_at__isnull=True).count()


def token_hash(token: str) -> str:
    """How a one-time link is kept; the link itself holds 256 random bits."""
    return hashlib.sha256(token.encode()).hexdigest()


def invited(token: str) -> Invitation:
    """The open invitation of a link; used, late and unknown links answer alike."""
    found = Invitation.objects.select_related("officer").filter(token_hash=token_hash(token), used_at__isnull=True).first()
    if found is None or found.expires_at <= now() or not found.officer.is_active:
        raise LinkSpent
    return found
