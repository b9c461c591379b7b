"""Every word on a page is marked, and has its English."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).resolve().parent.parent.parent / "locale"))

import messages


def test_every_message_has_finished_english() -> None:
    assert [f"{message.places[0]}: {message.text}" for message in messages.missing()] == []


def test_no_english_loses_a_placeholder_or_says_the_same_thing_in_two_ways() -> None:
    assert messages.wrong() == []


def test_no_chinese_on_a_page_is_unmarked() -> None:
    assert messages.unmarked() == []


@pytest.mark.parametrize(
    ("template", "found"),
    [
        ("<b>事项</b>", ["<b>事项</b>"]),
        ("{{ _('事项') }}", []),
        ("{% trans %}事项{% endtrans %}", []),
        ("{{ chip('逾期') }}", ["逾期"]),
        ("{{ chip(_('逾期')) }}", []),
        ("{# 事项 #}<b>Case</b>", []),
    ],
)
def test_the_search_for_unmarked_words_reads_templates(template: str, found: list[str]) -> None:
    assert [words for _line, words in messages._unmarked_in_template(template)] == found


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ('"""事项"""', []),
        ('label = "事项"', ["事项"]),
        ('label = _("事项")', []),
        ('label = ngettext("%(n)s 件", "%(n)s 件", n)', []),
        ('class A:\n    """事项：one matter."""\n', []),
        ('say("a", word="事项")', ["事项"]),
        ('KINDS = (  # data\n    "甲",\n    "乙",\n)', []),
        ('KINDS = (\n    "甲",\n    "乙",\n)  # data', []),
    ],
)
def test_the_search_for_unmarked_words_reads_python(code: str, found: list[str]) -> None:
    assert [words for _line, words in messages._unmarked_in_python(code)] == found


@pytest.mark.parametrize(("text", "found"), [("{n} 天 %(who)s", ["%(who)s", "{n}"]), ("100% 完成", []), ("{{n}}", [])])
def test_placeholders_of_both_sorts_are_found(text: str, found: list[str]) -> None:
    assert messages.places(text) == found
