"""One-time links."""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.db import transaction

from yingzhou.base.actors import Actor
from yingzhou.base.clock import now
from yingzhou.base.trail.writing import record
from yingzhou.work.accounts.actions.factors import new_secret
from yingzhou.work.accounts.choices import InvitationKind
from yingzhou.work.accounts.models import Invitation, Officer
from yingzhou.work.accounts.queries.signing_in import token_hash

LINK_HOURS = 72
OWN_LINK_HOURS = 1


@transaction.atomic
def make_invitation(*, officer: Officer, kind: InvitationKind, hours: int, by: Actor) -> str:
    """The text of a new link, told once; an older open link of the same person stops working."""
    officer = Officer.objects.select_for_update().get(pk=officer.pk)
    Invitation.objects.filter(officer=officer, used_at__isnull=True).update(used_at=now())
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        officer=officer,
        kind=kind,
        token_hash=token_hash(token),
        secret=new_secret(),
        made_by=by.actor,
        expires_at=now() + timedelta(hours=hours),
    )
    record("invitation.make", invitation, by=by, officer=officer.public_id, kind=kind, hours=hours)
    return token
