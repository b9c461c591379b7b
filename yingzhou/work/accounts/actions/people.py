"""People: adding, inviting, locking; and what a person sets for themselves."""

from __future__ import annotations

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from yingzhou.base.actors import Actor
from yingzhou.base.clock import now
from yingzhou.base.limits import take
from yingzhou.base.trail.writing import record
from yingzhou.work.accounts.actions.factors import set_factor
from yingzhou.work.accounts.actions.invitations import LINK_HOURS, OWN_LINK_HOURS, make_invitation
from yingzhou.work.accounts.actions.sessions import end_sessions
from yingzhou.work.accounts.choices import InvitationKind, LockReason
from yingzhou.work.accounts.models import Factor, Invitation, Officer, RecoveryCode
from yingzhou.work.accounts.queries import invited
from yingzhou.work.accounts.rules import people as rules
from yingzhou.work.accounts.rules.signing_in import TRIES_PER_ADDRESS, WINDOW_SECONDS, LinkSpent, WeakPassword


@transaction.atomic
def add_officer(*, username: str, name: str, by: Actor, email: str = "", is_demo: bool = False) -> Officer:
    """A person who can sign in once an invitation has been accepted; no password, no posting yet."""
    officer = Officer(username=username.strip(), name=name.strip(), email=email, is_demo=is_demo)
    officer.set_unusable_password()
    try:
        with transaction.atomic():
            officer.save()
    except IntegrityError as clash:
        raise rules.UsernameTaken(username=officer.username) from clash
    record("officer.add", officer, by=by)
    return officer


@transaction.atomic
def invite(*, officer: Officer, kind: InvitationKind, by: Actor) -> str:
    """A one-time link, told once, to be handed over in person.  Never for oneself.

    A link for a new second factor takes the old one away at once: the phone may be in other hands.
    """
    rules.check_not_self(officer.actor, by.actor)
    if kind == InvitationKind.FACTOR:
        Factor.objects.filter(officer=officer).delete()
        RecoveryCode.objects.filter(officer=officer).delete()
        record("factor.reset", officer, by=by)
    if kind != InvitationKind.FIRST:
        end_sessions(officer=officer, why=kind, by=by)
    return make_invitation(officer=officer, kind=kind, hours=LINK_HOURS, by=by)


@transaction.atomic
def replace_factor(*, officer: Officer, by: Actor) -> str:
    """A link for a new generator of one's own, after confirming with the old one; the old one works until it is used."""
    return make_invitation(officer=officer, kind=InvitationKind.FACTOR, hours=OWN_LINK_HOURS, by=by)


@transaction.atomic
def accept_invitation(*, token: str, password: str, code: str, client: str, by: Actor) -> tuple[Officer, tuple[str, ...]]:
    """Set what the link is for; the officer, and the recovery codes where a second factor was set.

    `by` is whoever holds the link, not signed in yet: `DOOR`.
    """
    take("invitation", client, burst=TRIES_PER_ADDRESS, per_seconds=WINDOW_SECONDS)
    invitation = invited(token)
    officer = Officer.objects.select_for_update().get(pk=invitation.officer_id)
    if Invitation.objects.filter(pk=invitation.pk, used_at__isnull=True).update(used_at=now()) != 1:
        raise LinkSpent
    kind = InvitationKind(invitation.kind)
    if kind != InvitationKind.FACTOR:
        _set_password(officer, password)
    recovery: tuple[str, ...] = ()
    if kind != InvitationKind.PASSWORD:
        recovery = set_factor(officer=officer, secret=invitation.secret, typed=code, by=by)
    record("invitation.accept", invitation, by=by, officer=officer.public_id, kind=kind)
    end_sessions(officer=officer, why="invitation", by=by)
    return officer, recovery


@transaction.atomic
def change_password(*, officer: Officer, password: str, by: Actor, keep: str = "") -> Officer:
    """A new password for oneself; every other session ends.  `keep` is the key hash of the session at hand."""
    officer = Officer.objects.select_for_update().get(pk=officer.pk)
    _set_password(officer, password)
    record("password.change", officer, by=by)
    end_sessions(officer=officer, why="password", by=by, keep=keep)
    return officer


@transaction.atomic
def lock_officer(*, officer: Officer, reason: LockReason, by: Actor) -> Officer:
    """Switch an account off and end its sessions at once."""
    officer = Officer.objects.select_for_update().get(pk=officer.pk)
    rules.check_not_self(officer.actor, by.actor)
    officer.is_active = False
    officer.save(update_fields=["is_active"])
    record("officer.lock", officer, by=by, reason=reason)
    end_sessions(officer=officer, why="locked", by=by)
    return officer


@transaction.atomic
def unlock_officer(*, officer: Officer, by: Actor) -> Officer:
    """Switch an account on again; password and second factor are as they were."""
    officer = Officer.objects.select_for_update().get(pk=officer.pk)
    rules.check_not_self(officer.actor, by.actor)
    officer.is_active = True
    officer.save(update_fields=["is_active"])
    record("officer.unlock", officer, by=by)
    return officer


@transaction.atomic
def choose_language(*, officer: Officer, language: str, by: Actor) -> None:
    """The language the person reads."""
    Officer.objects.filter(pk=officer.pk).update(language=language)
    record("officer.choose_language", officer, by=by, language=language)


def _set_password(officer: Officer, password: str) -> None:
    try:
        validate_password(password, officer)
    except ValidationError as weak:
        raise WeakPassword(why="；".join(weak.messages)) from weak
    officer.set_password(password)
    officer.save(update_fields=["password"])
