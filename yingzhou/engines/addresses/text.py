"""Address text in one form: half width, simplified, without spaces, numbers as people say them."""

from __future__ import annotations

import unicodedata

DIGITS = "〇一二三四五六七八九"
#: Traditional characters that stand in addresses, one for one.
_SIMPLE = str.maketrans(
    "區縣鎮鄉號樓棟組隊橋廟陳興東綠華豎設長橫灣園農場門裏裡廣滬漁龍運糧鰲聖莊單衛強豐勝團結羅馬島環劃總經濟開發業",
    "区县镇乡号楼栋组队桥庙陈兴东绿华竖设长横湾园农场门里里广沪渔龙运粮鳌圣庄单卫强丰胜团结罗马岛环划总经济开发业",
)
_CLOSING = {"（": "(", "）": ")", "【": "(", "】": ")", "[": "(", "]": ")", "〔": "(", "〕": ")"}


def normalize(text: str) -> str:
    """The form in which names are looked for."""
    plain = unicodedata.normalize("NFKC", text).translate(_SIMPLE)
    plain = "".join(_CLOSING.get(char, char) for char in plain if not char.isspace())
    return plain.strip(",.;:，。；：、-—")


def in_digits(name: str) -> str:
    """A name with its Chinese numerals as digits (`七里村` → `7里村`, `第十二社区` → `第12社区`)."""
    out: list[str] = []
    for place, char in enumerate(name):
        if char == "十":
            tens_before = place and name[place - 1] in DIGITS
            units_after = place + 1 < len(name) and name[place + 1] in DIGITS
            out.append("" if tens_before and units_after else "0" if tens_before else "1" if units_after else "10")
        else:
            out.append(str(DIGITS.index(char)) if char in DIGITS else char)
    return "".join(out)


def is_hanzi(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff" or char >= "\U00020000"
