"""The second factor: each code works once, recovery codes too."""

from __future__ import annotations

import base64
import secrets

from django.db import transaction
from django.utils.crypto import salted_hmac

from yingzhou.base.actors import Actor
from yingzhou.base.clock import now
from yingzhou.base.limits import take
from yingzhou.base.trail.writing import record
from yingzhou.work.accounts.models import Factor, Officer, RecoveryCode
from yingzhou.work.accounts.rules import codes
from yingzhou.work.accounts.rules import signing_in as rules

RECOVERY_CODES = 10
RECOVERY_LENGTH = 12


def new_secret() -> str:
    """A fresh shared secret, base32."""
    return base64.b32encode(secrets.token_bytes(codes.SECRET_BYTES)).decode()


def check_code(*, officer: Officer, typed: str, client: str) -> str:
    """Accept a code of the generator or a recovery code, once; says which it was (`code`, `recovery`)."""
    take("sign-in.code", f"{officer.public_id}|{client}", burst=rules.TRIES_PER_ACCOUNT, per_seconds=rules.WINDOW_SECONDS)
    take("sign-in.codes", str(officer.public_id), burst=rules.CODES_PER_ACCOUNT, per_seconds=rules.CODES_WINDOW_SECONDS)
    if _spend_code(officer, "".join(typed.split())):
        return "code"
    if _spend_recovery(officer, typed):
        return "recovery"
    record("factor.refuse", officer, by=officer)
    raise rules.WrongCode


def set_factor(*, officer: Officer, secret: str, typed: str, by: Actor) -> tuple[str, ...]:
    """Set the generator a code has just been read from, and new recovery codes, shown this once."""
    step = codes.matching_step(secret, "".join(typed.split()), seconds=now().timestamp(), after=0)
    if step is None:
        raise rules.WrongCode
    Factor.objects.filter(officer=officer).delete()
    Factor.objects.create(officer=officer, secret=secret, confirmed_at=now(), last_step=step)
    record("factor.set", officer, by=by)
    return _new_recovery_codes(officer)


@transaction.atomic
def renew_recovery_codes(*, officer: Officer, by: Actor) -> tuple[str, ...]:
    """Ten new recovery codes; the old ones stop working."""
    officer = Officer.objects.select_for_update().get(pk=officer.pk)
    record("factor.renew_recovery", officer, by=by)
    return _new_recovery_codes(officer)


def _spend_code(officer: Officer, typed: str) -> bool:
    """Compare under a lock and move `last_step` on, so that of two copies of a code only one gets in."""
    with transaction.atomic():
        factor = Factor.objects.select_for_update().filter(officer=officer).first()
        if factor is None:
            return False
        step = codes.matching_step(factor.secret, typed, seconds=now().timestamp(), after=factor.last_step)
        if step is None:
            return False
        Factor.objects.filter(pk=factor.pk).update(last_step=step)
        return True


def _spend_recovery(officer: Officer, typed: str) -> bool:
    unused = RecoveryCode.objects.filter(officer=officer, code_hash=_recovery_hash(officer, typed), used_at__isnull=True)
    return unused.update(used_at=now()) == 1


def _new_recovery_codes(officer: Officer) -> tuple[str, ...]:
    RecoveryCode.objects.filter(officer=officer).delete()
    fresh = ["".join(secrets.choice(codes.ALPHABET) for _each in range(RECOVERY_LENGTH)) for _code in range(RECOVERY_CODES)]
    RecoveryCode.objects.bulk_create(RecoveryCode(officer=officer, code_hash=_recovery_hash(officer, code)) for code in fresh)
    return tuple("-".join((code[:4], code[4:8], code[8:])) for code in fresh)


def _recovery_hash(officer: Officer, typed: str) -> str:
    text = f"{officer.public_id}:{codes.normal_recovery_code(typed)}"
    return salted_hmac("yingzhou.accounts.recovery", text, algorithm="sha256").hexdigest()
