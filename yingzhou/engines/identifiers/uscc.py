"""统一社会信用代码 GB 32100-2015: 18 characters, the last one a check."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
WEIGHTS = tuple(pow(3, place, 31) for place in range(17))
LENGTH = 18

#: What the first two characters say, as far as a market regulator meets them.
KINDS = {
    "91": ("enterprise", "企业"),
    "92": ("individual_business", "个体工商户"),
    "93": ("cooperative", "农民专业合作社"),
    "11": ("government", "机关"),
    "12": ("public_institution", "事业单位"),
    "13": ("mass_organization", "编办直接管理的群众团体"),
    "51": ("social_organization", "社会团体"),
    "52": ("private_non_enterprise", "民办非企业单位"),
    "53": ("foundation", "基金会"),
    "54": ("village_committee", "基层群众性自治组织"),
    "N1": ("rural_collective", "农村集体经济组织"),
}


@dataclass(frozen=True)
class Checked:
    """The code as it should be written, whether its check digit holds, what kind of body it names, and a sentence.

    `kind` is empty for a prefix we do not know; `region` is the six digits of the registering authority (which may be an
    old county code: they are not changed when a county becomes a district).
    """

    input: str
    normal: str
    valid: bool
    kind: str
    message: str
    region: str = ""
    kind_label: str = ""


def normalize(text: str) -> str:
    """Full-width to half-width, lower to upper case, without spaces and dashes."""
    plain = unicodedata.normalize("NFKC", text).upper()
    return "".join(char for char in plain if not char.isspace() and char not in "-‐‑–—_·.")


def check_digit(body: str) -> str:
    """The eighteenth character for seventeen; KeyError-free only for characters of the alphabet."""
    total = sum(ALPHABET.index(char) * weight for char, weight in zip(body, WEIGHTS, strict=True))
    return ALPHABET[-total % 31]


def check(text: str) -> Checked:
    """Whether the code holds.  Never raises: anything may be asked."""
    normal = normalize(text)
    kind, label = KINDS.get(normal[:2], ("", ""))
    message = _fault(normal)
    region = normal[2:8] if not message and normal[2:8].isdigit() else ""
    return Checked(text, normal, not message, kind, message or "校验通过", region, label)


def _fault(normal: str) -> str:
    if not normal:
        return "没有填写"
    if len(normal) == 15 and normal.isdigit():
        return "这是 15 位旧注册号，不是统一社会信用代码；请改填 18 位代码"
    if len(normal) != LENGTH:
        return f"应为 {LENGTH} 位，现有 {len(normal)} 位"
    for place, char in enumerate(normal, 1):
        if char not in ALPHABET:
            hint = {"I": "，可能是 1", "O": "，可能是 0", "Z": "，可能是 2", "S": "，可能是 5", "V": "，可能是 U 或 Y"}.get(
                char, ""
            )
            return f"第 {place} 位“{char}”不会出现在代码里{hint}"
    if normal[-1] != check_digit(normal[:-1]):
        return f"校验位不符：按前 17 位末位应为“{check_digit(normal[:-1])}”；请核对有没有看错或漏字"
    return ""
