"""People for tests."""

from __future__ import annotations

from itertools import count

from yingzhou.work.accounts.models import Officer

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
