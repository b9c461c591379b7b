"""中国专利申请号 ZC 0006-2003: a year, a kind, a serial number and, after the point, a check digit.

Publication and grant numbers (CN…A, CN…U) carry no check digit: they are recognized and said to be what they are.
"""

from __future__ import annotations

import re
import unicodedata

from yingzhou.engines.identifiers.uscc import Checked

#: The digit after the year of a twelve-digit number (from 2003-10), and the third digit of an eight-digit one.
KINDS = {
    "1": ("invention", "发明"),
    "2": ("utility_model", "实用新型"),
    "3": ("design", "外观设计"),
    "8": ("pct_invention", "进入中国国家阶段的 PCT 发明"),
    "9": ("pct_utility_model", "进入中国国家阶段的 PCT 实用新型"),
}
_APPLICATION = re.compile(r"(?:ZL|CN)?(\d{12}|\d{8})\.?([\dX])")
_PUBLICATION = re.compile(r"CN\d{7,9}[ABCUYSD]\d?")
_WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)


def check_digit(digits: str) -> str:
    """The character after the point for eight or twelve digits: weighted sum modulo 11, ten written X."""
    total = sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=False))
    return "X" if total % 11 == 10 else str(total % 11)


def normalize(text: str) -> str:
    """Half-width capitals without spaces, `ZL` and full stops of all kinds settled."""
    plain = unicodedata.normalize("NFKC", text).upper().replace("。", ".").replace("．", ".")
    return "".join(char for char in plain if not char.isspace())


def check(text: str) -> Checked:
    """Whether the application number holds.  Never raises."""
    normal = normalize(text)
    if _PUBLICATION.fullmatch(normal):
        return Checked(text, normal, False, "publication", "这是公开（公告）号，没有校验位；请填申请号，形如 CN202322865413.3")
    found = _APPLICATION.fullmatch(normal)
    if not found:
        return Checked(text, normal, False, "", "不像专利申请号；形如 CN202322865413.3 或 ZL 2023 2 2865413.3")
    digits, last = found.groups()
    normal = f"CN{digits}.{last}"
    kind, label = KINDS.get(digits[4] if len(digits) == 12 else digits[2], ("", ""))
    if not kind:
        return Checked(text, normal, False, "", "种类号不认识（应为 1 发明、2 实用新型、3 外观设计、8 或 9 PCT）")
    right = check_digit(digits)
    if last != right:
        return Checked(text, normal, False, kind, f"校验位不符：应为“{right}”；请核对数字", kind_label=label)
    return Checked(text, normal, True, kind, "校验通过", kind_label=label)
