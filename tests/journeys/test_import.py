"""A registry list of the district comes in, is looked at, written, and taken back: pressed by hand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.factories.imports import csv_of, row
from tests.factories.network import make_net, officer_as
from yingzhou.base.jobs.draining import run_now
from yingzhou.work.accounts.choices import Role
from yingzhou.work.registry.models import Business

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


class Hand:
    """Counts what a person presses."""

    def __init__(self, page: Any) -> None:
        self.page, self.presses = page, 0

    def press(self, name: str, role: str = "button") -> None:
        self.presses += 1
        self.page.get_by_role(role, name=name).first.click()

    def choose(self, label: str, file: Path) -> None:
        self.presses += 1
        self.page.get_by_label(label).set_input_files(file)


def test_an_import_takes_at_most_six_presses_and_an_undo_two(page: Any, sign_in: Callable[..., None], tmp_path: Path):
    net = make_net()
    officer_as(Role.DEPARTMENT, net.bureau, "沈知夏", username="shen")
    sign_in(page, "shen")
    file = tmp_path / "登记库月度文件.csv"
    file.write_bytes(csv_of([row(number) for number in range(1, 60)] + [row(70, 类型="个转企")]))
    hand = Hand(page)

    page.goto("/desk/imports/")
    hand.choose("表格文件", file)
    hand.press("上传并校验")
    run_now()
    page.get_by_text("写入 59 户的改动").wait_for()
    hand.press("写入 59 户的改动")
    run_now()
    page.get_by_text("可整批撤销到").wait_for()

    assert hand.presses <= 6
    assert Business.objects.count() == 59

    hand = Hand(page)
    hand.press("撤销这一批", role="link")
    page.get_by_text("先看清楚，再决定").wait_for()
    hand.press("撤销这一批")
    run_now()
    page.get_by_text("拿走新增的 59 户").wait_for()

    assert hand.presses == 2
    assert Business.objects.count() == 0
