"""Telephone numbers as people write them, in one form."""

from __future__ import annotations

import re
import unicodedata

from yingzhou.engines.identifiers.uscc import Checked

_MOBILE = re.compile(r"1[3-9]\d{9}")
_SERVICE = re.compile(r"(?:400|800)\d{7}|1\d{4}")
_FIXED = re.compile(r"(0\d{2,3})(\d{7,8})")
_LOCAL = re.compile(r"[2-8]\d{6,7}")


def normalize(text: str, *, area: str = "") -> str:
    """Digits only, without the country code; a fixed number keeps its area code (`area` is put before a local one), and
    an extension follows after a dash.  Text without digits gives an empty string."""
    plain = unicodedata.normalize("NFKC", text)
    main, _, extension = re.sub(r"(转|分机|ext\.?|#)", "/", plain, flags=re.IGNORECASE).partition("/")
    digits = re.sub(r"\D", "", main)
    if digits.startswith("0086"):
        digits = digits[4:]
    elif digits.startswith("86") and len(digits) > 11:
        digits = digits[2:]
    if area and _LOCAL.fullmatch(digits):
        digits = area + digits
    tail = re.sub(r"\D", "", extension)
    return f"{digits}-{tail}" if digits and tail else digits


def check(text: str, *, area: str = "") -> Checked:
    """What kind of number it is: mobile, fixed, service; invalid where it is none of them.  Never raises."""
    normal = normalize(text, area=area)
    main = normal.partition("-")[0]
    for kind, pattern, label in (("mobile", _MOBILE, "手机"), ("service", _SERVICE, "服务号"), ("fixed", _FIXED, "固定电话")):
        if pattern.fullmatch(main):
            return Checked(text, normal, True, kind, "号码完整", kind_label=label)
    if _LOCAL.fullmatch(main):
        return Checked(text, normal, False, "fixed", "固定电话缺区号，例如 021-", kind_label="固定电话")
    return Checked(text, normal, False, "", "位数不对：手机 11 位，固定电话带区号")
