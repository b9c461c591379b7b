"""Invented businesses for the import benchmarks: the same rows for everybody, from a seed."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from yingzhou.engines.identifiers.uscc import ALPHABET, check_digit

HEADERS = [
    *("统一社会信用代码", "名称", "类型", "企业类型", "登记状态", "成立日期", "行业代码", "注册地址", "经营场所", "乡镇街道"),
    *("村居", "联系人", "联系电话", "从业人数", "营业收入（万元）", "资产总额（万元）", "许可证类型", "许可证编号"),
    *("许可证有效期至", "曾用名"),
]
_SIGNS = "稻香瀛东晚风大江星河渔歌桂花芦苇海棠云上老街福满家合兴顺达金禾银杏"
_TRADES = ("便利店", "餐馆", "米业", "水产行", "民宿", "农机修理部", "理发店", "五金店")
TOWNS, VILLAGES = 18, 20
Row = list[str]


def town(number: int) -> str:
    return f"{_SIGNS[number]}{_SIGNS[number + 1]}镇"


def village(number: int) -> str:
    return f"{_SIGNS[number % 30]}{_SIGNS[(number * 7 + number // 30) % 30]}{number}村"


def rows(count: int, *, seed: int = 7) -> Iterator[Row]:
    dice = random.Random(seed)
    for number in range(count):
        body = "92310000" + "".join(dice.choice(ALPHABET) for _ in range(9))
        name = "".join(dice.choice(_SIGNS) for _ in range(4)) + dice.choice(_TRADES)
        place = dice.randrange(TOWNS * VILLAGES)
        where = f"{town(place // VILLAGES)}{village(place)}{dice.randrange(1, 900)}号"
        yield [
            body + check_digit(body),
            name,
            dice.choice(("企业", "个体工商户", "个体工商户")),
            "",
            dice.choice(("存续",) * 12 + ("注销",)),
            date(dice.randrange(1995, 2026), dice.randrange(1, 13), dice.randrange(1, 29)).isoformat(),
            dice.choice(("6130", "6210", "1311", "5212", "8111")),
            where,
            where if dice.random() < 0.8 else where + "东侧",
            town(place // VILLAGES),
            village(place),
            "王陈李张赵"[number % 5] + dice.choice(_SIGNS) + dice.choice(_SIGNS),
            f"13{dice.randrange(10**9):09}",
            str(dice.randrange(1, 90)),
            f"{dice.random() * 900:.2f}",
            f"{dice.random() * 900:.2f}",
            *(("食品经营许可证", f"JY{dice.randrange(10**14):014}", f"{dice.randrange(2027, 2032)}-06-30") if dice.random() < 0.5 else ("", "", "")),
            f"老{name}" if dice.random() < 0.1 else "",
        ]  # fmt: skip


def changed(some: list[Row], *, share: float = 0.02, new: float = 0.01) -> list[Row]:
    """The next month's list: a share changed in address, revenue or phone, a share new."""
    dice = random.Random(8)
    out = [list(row) for row in some]
    for row in dice.sample(out, int(len(out) * share)):
        row[13] = str(int(row[13]) + 1)
        row[8] = row[8] + "2幢"
    return out + list(rows(int(len(some) * new), seed=9))


def write_csv(path: Path, some: list[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADERS)
        writer.writerows(some)


def write_xlsx(path: Path, some: list[Row]) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(str(path), {"constant_memory": False}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADERS)
        numbers = {13, 14, 15}
        for at, row in enumerate(some, 1):
            sheet.write_row(at, 0, [float(cell) if place in numbers and cell else cell for place, cell in enumerate(row)])
