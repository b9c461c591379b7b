"""Whom to call: what is asked of a name and a number, and how both are masked."""

from __future__ import annotations

import unicodedata

from yingzhou.base.refusals import Refusal
from yingzhou.base.words import _

#: What a phone's blind index is computed for; other rooms that ask "same phone?" use the same word.
PHONE = "phone"
LONGEST, SHORTEST = 15, 5


class PersonNameMissing(Refusal):
    """A person to call has a name, if only 店主."""

    reason = _("没有填写联系人姓名")
    mend = _("不知道全名可写称呼，如“张店主”")
    field = "name"
    status = 422


class PhoneNotUnderstood(Refusal):
    """Digits, perhaps with an area code."""

    reason = _("电话“{phone}”不像一个号码")
    mend = _("填 11 位手机号，或带区号的座机，如 010-12345678")
    field = "phone"
    status = 422


class PurposeMissing(Refusal):
    """Personal data is opened for a purpose."""

    reason = _("还没写明用途")
    mend = _("例如：约明天上午的走访时间")
    field = "purpose"
    status = 422


def phone_digits(phone: str) -> str:
    """Digits only; empty stays empty; refused when it cannot be a number."""
    folded = unicodedata.normalize("NFKC", phone).strip()
    digits = "".join(letter for letter in folded if letter.isdigit())
    if not folded:
        return ""
    between = "+-()—– .转*#"  # data
    stray = any(letter not in between and not letter.isdigit() for letter in folded)
    if stray or not SHORTEST <= len(digits) <= LONGEST:
        raise PhoneNotUnderstood(phone=phone.strip())
    return digits.removeprefix("86") if len(digits) == 13 else digits


def name_mask(name: str) -> str:
    """陈一舟 → 陈**: the first character, and that there is more."""
    name = name.strip()
    return name[:1] + "*" * min(max(len(name) - 1, 1), 3) if name else ""


def phone_mask(digits: str) -> str:
    """13812340000 → 138****0000; a short number keeps its last two."""
    if not digits:
        return ""
    return f"{digits[:3]}****{digits[-4:]}" if len(digits) >= 11 else f"****{digits[-2:]}"


def check_name(name: str) -> str:
    """The name without surrounding space; refused when empty."""
    if not name.strip():
        raise PersonNameMissing
    return name.strip()


def check_purpose(purpose: str) -> str:
    """The purpose in words; refused when empty."""
    if not purpose.strip():
        raise PurposeMissing
    return purpose.strip()
