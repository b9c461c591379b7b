"""People for tests."""

from __future__ import annotations

from itertools import count

from django.contrib.auth.hashers import Argon2PasswordHasher
from django.test import Client

from yingzhou.base.clock import now
from yingzhou.web.door.confirming import SLOT
from yingzhou.work.accounts.models import Factor, Officer


class QuickArgon2(Argon2PasswordHasher):
    """argon2id, cheap: for tests that are not about its cost."""

    time_cost, memory_cost, parallelism = 1, 512, 1


class CountingArgon2(QuickArgon2):
    """Counts what it is asked to compute."""

    count = 0

    def encode(self, password: str, salt: str) -> str:
        CountingArgon2.count += 1
        return super().encode(password, salt)

    def verify(self, password: str, encoded: str) -> bool:
        CountingArgon2.count += 1
        return super().verify(password, encoded)


PASSWORD = "correct-horse-battery"
_number = count(1)


def make_officer(name: str = "", *, username: str = "", password: str = "", is_demo: bool = False) -> Officer:
    """A person; one without a password cannot sign in by the door (tests use `client.force_login`)."""
    number = next(_number)
    officer = Officer(username=username or f"t{number:05d}", name=name or f"人员{number}", is_demo=is_demo)
    if password:
        officer.set_password(password)
    else:
        officer.set_unusable_password()
    officer.save()
    return officer


def make_factor(officer: Officer, secret: str = "JBSWY3DPEHPK3PXP") -> Factor:
    """A code generator whose codes a test can compute."""
    return Factor.objects.create(officer=officer, secret=secret, confirmed_at=now())


def confirm_again(client: Client) -> None:
    """As if the person signed in on this client had just confirmed who they are."""
    session = client.session
    session[SLOT] = now().timestamp()
    session.save()
