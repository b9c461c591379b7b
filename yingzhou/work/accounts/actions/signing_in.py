"""At the door.  A refusal here must be counted and recorded although it is a refusal: call these outside a transaction.

Every try costs one password hash, whether or not the account exists, so that the time tells nothing.
"""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.utils.crypto import salted_hmac

from yingzhou.base.actors import Actor, Visitor
from yingzhou.base.clock import now
from yingzhou.base.limits import TooMany, give_back, take
from yingzhou.base.trail.writing import record
from yingzhou.work.accounts.actions.factors import check_code
from yingzhou.work.accounts.models import Officer, SignInLock
from yingzhou.work.accounts.queries import has_factor, is_paused, needs_factor
from yingzhou.work.accounts.rules import signing_in as rules

DOOR = Visitor("sign-in")


def check_password(*, username: str, password: str, client: str, network: str) -> Officer:
    """The officer these credentials belong to.

    `client` is the opaque key of the caller's network, `network` what of it may be read.  Wrong tries count exactly:
    5 a minute on one account from one network, then a pause of ten minutes for that pair alone; 20 a minute from one
    network on whatever accounts.  Right ones do not count.
    """
    who = f"{username.strip().lower()}|{client}"
    if minutes := is_paused(_hashed(who)):
        raise rules.Paused(minutes=minutes)
    take("sign-in.address", client, burst=rules.TRIES_PER_ADDRESS, per_seconds=rules.WINDOW_SECONDS)
    try:
        take("sign-in.account", who, burst=rules.TRIES_PER_ACCOUNT, per_seconds=rules.WINDOW_SECONDS)
    except TooMany as many:
        _pause(_hashed(who))
        raise rules.Paused(minutes=rules.LOCK_SECONDS // 60) from many
    officer = Officer.objects.filter(username__iexact=username.strip()).first()
    if officer is None or not _fits(officer, password):
        if officer is None:
            make_password(password)
        record("sign_in.refuse", officer, by=DOOR, network=network)
        raise rules.WrongCredentials
    give_back("sign-in.address", client, burst=rules.TRIES_PER_ADDRESS, per_seconds=rules.WINDOW_SECONDS)
    give_back("sign-in.account", who, burst=rules.TRIES_PER_ACCOUNT, per_seconds=rules.WINDOW_SECONDS)
    return officer


def confirm(*, officer: Officer, password: str, code: str, client: str) -> None:
    """Ask again who sits here, before a sensitive act: the password, and a code where the account has a generator."""
    take("confirm", str(officer.public_id), burst=rules.TRIES_PER_ACCOUNT, per_seconds=rules.WINDOW_SECONDS)
    if not officer.check_password(password):
        record("confirm.refuse", officer, by=officer)
        raise rules.WrongPassword
    if needs_factor(officer) and has_factor(officer):
        check_code(officer=officer, typed=code, client=client)
    record("confirm.accept", officer, by=officer)


def note_sign_in(*, officer: Officer, how: str, network: str) -> None:
    """The person is in."""
    record("sign_in.accept", officer, by=officer, how=how, network=network)


def note_sign_out(*, officer: Officer) -> None:
    """The person has left."""
    record("sign_out.accept", officer, by=officer)


def note_refusal(*, by: Actor, page: str, code: str) -> None:
    """Somebody signed in asked for what their roles do not include."""
    record("access.refuse", None, by=by, page=page, code=code)


def _fits(officer: Officer, password: str) -> bool:
    """Whether the password is right and the account may sign in; one hash in every case."""
    if not officer.has_usable_password():
        make_password(password)
        return False
    right = officer.check_password(password)
    return right and officer.is_active and (settings.DEMO or not officer.is_demo)


def _hashed(who: str) -> str:
    return salted_hmac("yingzhou.accounts.pause", who, algorithm="sha256").hexdigest()


def _pause(who_hash: str) -> None:
    until = now() + timedelta(seconds=rules.LOCK_SECONDS)
    SignInLock.objects.update_or_create(who_hash=who_hash, defaults={"until": until})
    record("sign_in.pause", None, by=DOOR, minutes=rules.LOCK_SECONDS // 60)
