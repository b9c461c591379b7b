"""Files of businesses for tests, as people send them."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Sequence

from yingzhou.base.jobs.draining import run_now
from yingzhou.base.staging.models import Batch
from yingzhou.engines.identifiers.uscc import ALPHABET, check_digit
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.registry.actions import importing

HEADERS = ["统一社会信用代码", "名称", "类型", "登记状态", "成立日期", "行业代码", "注册地址", "经营场所", "乡镇街道", "村居",
           "联系人", "联系电话", "从业人数", "营业收入（万元）", "许可证类型", "许可证编号", "许可证有效期至", "曾用名"]  # fmt: skip


def code(number: int) -> str:
    """A valid code, the same for the same number."""
    dice = random.Random(number)
    body = "92310000" + "".join(dice.choice(ALPHABET) for _ in range(9))
    return body + check_digit(body)


def row(number: int, **cells: str) -> dict[str, str]:
    """One business as a row of the official table."""
    return {
        "统一社会信用代码": code(number),
        "名称": f"第{number}号便利店",
        "类型": "个体工商户",
        "登记状态": "存续",
        "成立日期": "2020-05-06",
        "行业代码": "5212",
        "注册地址": f"芦汀镇芦花村{number}号",
        "经营场所": f"芦汀镇芦花村{number}号",
        "乡镇街道": "芦汀镇",
        "村居": "芦花村",
        "联系人": "王小满",
        "联系电话": f"138{number:08d}",
        "从业人数": "3",
        "营业收入（万元）": "36.5",
        "许可证类型": "食品经营许可证",
        "许可证编号": f"JY{number:012d}",
        "许可证有效期至": "2030-06-30",
        "曾用名": "",
        **cells,
    }


def csv_of(
    rows: Sequence[dict[str, str]], headers: Sequence[str] = HEADERS, encoding: str = "utf-8", separator: str = ","
) -> bytes:
    """The rows as a csv file."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator)
    writer.writerow(headers)
    writer.writerows([[cells.get(header, "") for header in headers] for cells in rows])
    return text.getvalue().encode(encoding)


def send(rows: Sequence[dict[str, str]] | bytes, by: Viewer, name: str = "名单.csv") -> Batch:
    """Upload and let the job check."""
    batch = importing.start_import(source=rows if isinstance(rows, bytes) else csv_of(rows), name=name, by=by)
    run_now()
    batch.refresh_from_db()
    return batch


def write(batch: Batch, by: Viewer) -> Batch:
    """Commit and let the job write."""
    importing.commit_import(pid=batch.public_id, by=by)
    run_now()
    batch.refresh_from_db()
    return batch


def take_back(batch: Batch, by: Viewer) -> Batch:
    importing.undo_import(pid=batch.public_id, by=by)
    run_now()
    batch.refresh_from_db()
    return batch
