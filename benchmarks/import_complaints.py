"""Importing the national platform's ledger: 10,000 complaints of 24 columns from xlsx, the same file again, and out again.

Ours is the whole way of a file that lies in the evidence store: opened in a child with limits, every cell checked and kept as it came,
people sealed, complaints, matters, clocks and trail written, everything noted for the undo.  Beside it, in the same run, what a
script would do: openpyxl reads the file and each row becomes one complaint, its matter and its complainant, one after the other,
in the clear, unchecked, without a clock, a trail or a way back.

    python -m benchmarks.import_complaints [--rows 10000]
"""

from __future__ import annotations

import argparse
import io
import random
import resource
import sys
import tempfile
import time
from datetime import date, datetime, timedelta
from itertools import zip_longest
from pathlib import Path
from typing import Any

import openpyxl

from benchmarks.database import application
from benchmarks.rows import HEADER, Row

ROWS = 10_000
HEADERS = ("登记编号", "登记时间", "投诉人", "联系电话", "通讯地址", "被投诉企业名称", "统一社会信用代码", "企业地址", "商品/服务类别",
           "投诉问题类别", "投诉请求", "问题描述", "争议金额", "购买日期", "接收方式", "办理状态", "受理决定日期", "不予受理情形",
           "终止日期", "办理结果", "是否同意公示", "是否同意委托调解", "承办单位", "满意度")  # fmt: skip


def run(rows: int = ROWS) -> list[Row]:
    """Every row of the table, measured in one process on one durable server."""
    with application(), tempfile.TemporaryDirectory(prefix="yingzhou-bench-ledger-") as name:
        path = Path(name) / "ledger.xlsx"
        write_book(path, rows)
        first, batch = timed(lambda: load(path))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        again, second = timed(lambda: load(path))
        taken, content = timed(take_out)
        differ = different_cells(path.read_bytes(), content)
        undone, _batch = timed(lambda: undo(batch))
        naive, _none = timed(lambda: naively(path))
    touched = second.count("new") + second.count("changed")
    return [
        Row(f"{rows:,} complaints, read, checked and written", first, naive, naive / first, "≤ 60", "s", told(batch)),
        Row("most memory of the process", peak, None, None, "≤ 300", "MiB"),
        Row("the same file again", again, None, None, "", "s", f"{touched} rows changed (must be 0)"),
        Row("taken out again", taken, None, None, "", "s", f"{differ} cells differ (must be 0)"),
        Row("taken back", undone, None, None, "", "s"),
    ]


def told(batch: Any) -> str:
    return f"{batch.count('written_new')} new, {batch.count('errors')} errors; beside it openpyxl and one insert a row"


def timed(act: Any) -> tuple[float, Any]:
    began = time.perf_counter()
    answer = act()
    return time.perf_counter() - began, answer


def write_book(path: Path, rows: int) -> None:
    """A yearly ledger: nine in ten over, one in ten still open; days typed in three ways, spaces left in."""
    dice = random.Random(12315)
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("投诉台账")
    sheet.append(HEADERS)
    for number in range(rows):
        sheet.append(one(number, dice))
    book.save(path)


def one(number: int, dice: random.Random) -> list[Any]:
    came = datetime(2026, 1, 4, 9) + timedelta(minutes=dice.randrange(60 * 24 * 310))  # noqa: DTZ001  a workbook knows no zone
    decided = min(came.date() + timedelta(days=dice.randrange(1, 8)), date(2026, 11, 20))
    is_over = dice.random() < 0.9
    over = ["已办结", decided, None, decided, "调解成功"] if is_over else ["待受理", None, None, None, None]
    return [
        f"1310151002026{number:012d}",
        came if number % 3 else f"{came:%Y/%m/%d %H:%M}",
        f"某某{number % 977}",
        f"139{dice.randrange(10**8):08d}",
        f"某街道 {dice.randrange(999)} 号 ",
        f"第{dice.randrange(3000)}号便利店",
        None,
        f"某镇某村{number % 90}号",
        dice.choice(("食品", "家具", "服装", "餐饮服务", "美容美发")),
        dice.choice(("质量", "售后服务", "合同", "价格", "虚假宣传")),
        f"退款 {dice.randrange(20, 9000)} 元",
        f"在店里买的东西{dice.choice(('坏了', '过期', '与宣传不符', '缺斤短两'))}，店家不肯处理。" * dice.randrange(1, 5),
        round(dice.random() * 5000, 2),
        came.date() - timedelta(days=dice.randrange(40)),
        "全国12315平台",
        *over,
        dice.choice(("是", "否")),
        dice.choice(("是", "否")),
        "某所",
        "  未评价",
    ]


def load(path: Path) -> Any:
    """Upload, check, and write if there is anything to write."""
    from yingzhou.base.actors import Agent
    from yingzhou.base.staging import batches

    with path.open("rb") as source:
        batch = batches.upload(kind="complaints", source=source, name=path.name, by=Agent("bench"), by_name="bench")
    batch = batches.prepare(batch)
    return batches.commit(batch) if batch.count("new") + batch.count("changed") else batch


def take_out() -> bytes:
    from uuid import UUID

    from yingzhou.base.actors import Agent
    from yingzhou.base.documents.lists import export
    from yingzhou.work.accounts.choices import Role
    from yingzhou.work.accounts.rules import Grant, Viewer

    grant = Grant(Role.DEPARTMENT, organization_id=0, organization_name="", everywhere=True)
    viewer = Viewer(officer_id=0, public_id=UUID(int=0), name="", grants=(grant,))
    out = io.BytesIO()
    export("complaints", out, viewer=viewer, by=Agent("bench"), asked={})
    return out.getvalue()


def different_cells(before: bytes, after: bytes) -> int:
    """Cells whose value, type or number format is another."""
    rows = zip(cells(before), cells(after), strict=True)
    return sum(1 for one, other in rows for mine, theirs in zip_longest(one, other) if mine != theirs)


def cells(content: bytes) -> list[Any]:
    sheet = openpyxl.load_workbook(io.BytesIO(content), read_only=True).worksheets[0]
    return [
        [None if cell.value is None else (cell.value, cell.data_type, cell.number_format) for cell in line]
        for line in sheet.iter_rows(max_col=len(HEADERS))
    ]


def undo(batch: Any) -> Any:
    from yingzhou.base.actors import Agent
    from yingzhou.base.staging import batches

    return batches.undo(batches.ask_undo(batch=batch, by=Agent("bench")))


def naively(path: Path) -> None:
    """openpyxl, and a loop: what a script of an afternoon does."""
    from django.db import transaction

    from yingzhou.base.clock import now
    from yingzhou.work.cases.models import Case
    from yingzhou.work.disputes.models import Complainant, Complaint

    sheet = openpyxl.load_workbook(path, read_only=True).worksheets[0]
    with transaction.atomic():
        for at, row in enumerate(sheet.iter_rows(min_row=2, values_only=True)):
            matter = Case.objects.create(
                number=f"naive {at}", kind="complaint", title=str(row[5])[:80], text=str(row[11]), source="import",
                place=str(row[7]), received_at=now(), due_on=date(2026, 12, 1), due_figure="complaints.acceptance_days",
            )  # fmt: skip
            complaint = Complaint.objects.create(
                case=matter, platform_number=f"naive {row[0]}", channel="platform", received_on=date(2026, 11, 1),
                respondent_name=str(row[5]), request=str(row[10]), facts=str(row[11]), amount=row[12],
            )  # fmt: skip
            Complainant.objects.create(complaint=complaint, name=str(row[2]), phone=str(row[3]), address=str(row[4]))


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=ROWS)
    sys.stdout.write(HEADER + "\n")
    for row in run(parser.parse_args(arguments).rows):
        sys.stdout.write(row.line() + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
