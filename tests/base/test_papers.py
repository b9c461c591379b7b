from __future__ import annotations

import io
from datetime import UTC, date, datetime

import pytest
from docx import Document
from typst import TypstError

from yingzhou.base.documents.papers import TemplateBroken, UnknownField, fields_of, fill, pdf, receipt_docx, receipt_pdf

AT = datetime(2026, 11, 23, tzinfo=UTC)


def template(*paragraphs: str) -> bytes:
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def text_of(content: bytes) -> list[str]:
    return [paragraph.text for paragraph in Document(io.BytesIO(content)).paragraphs]


def test_every_field_is_filled_by_name_and_days_are_written_out():
    content = fill(template("{{ name }}于{{ on }}", "其他文字"), {"name": "芦苇饭店", "on": date(2026, 11, 3)})

    assert text_of(content) == ["芦苇饭店于2026年11月3日", "其他文字"]


def test_the_fields_of_a_template_can_be_asked_for():
    assert fields_of(template("{{ name }}", "{{ on }} {{ name }}")) == ["name", "on"]


def test_a_field_that_does_not_exist_is_refused_by_its_name():
    with pytest.raises(UnknownField) as refusal:
        fill(template("{{ name }} {{ nmae }}"), {"name": "芦苇饭店", "on": None})

    assert refusal.value.reason_text == "模板里的字段“nmae”这里没有"
    assert refusal.value.mend_text == "可用的字段：name、on"


@pytest.mark.parametrize("nothing", [None, ""])
def test_a_missing_value_is_a_blank_that_can_be_seen(nothing):
    assert text_of(fill(template("负责人：{{ name }}"), {"name": nothing})) == ["负责人：＿＿＿＿＿＿"]


@pytest.mark.parametrize("text", ["<w:t>a</w:t>", "A & B", "{{ secret }}", "{% if %}"])
def test_what_is_filled_in_stays_text(text):
    assert text_of(fill(template("{{ name }}"), {"name": text})) == [text]


def test_a_template_cannot_reach_into_the_program():
    with pytest.raises(TemplateBroken):
        fill(template("{{ name.__class__.__mro__ }}"), {"name": "芦苇饭店"})


@pytest.mark.parametrize(
    "content", [pytest.param(b"not a zip", id="not a Word file"), pytest.param(template("{{ name"), id="a brace left open")]
)
def test_a_broken_template_is_refused(content):
    with pytest.raises(TemplateBroken):
        fill(content, {"name": "芦苇饭店"})


def test_a_receipt_in_word_names_the_faces_of_official_papers():
    document = Document(io.BytesIO(receipt_docx(title="回执", facts=[("编号", "2026-1"), ("日期", None)], note="请保管好")))

    assert [[cell.text for cell in row.cells] for row in document.tables[0].rows] == [
        ["编号", "2026-1"],
        ["日期", "＿＿＿＿＿＿"],
    ]
    assert document.paragraphs[0].runs[0].font.name == "方正小标宋简体"


def test_a_receipt_in_pdf_has_its_faces_within_and_is_the_same_every_time():
    facts = [("编号", "2026-1"), ("内容", "#evil[*不是标记*]"), ("日期", date(2026, 11, 23))]

    first = receipt_pdf(title="回执", facts=facts, note="请保管好", at=AT)

    assert first.startswith(b"%PDF-")
    assert b"NotoSerifSC" in first
    assert b"NotoSansSC" in first
    assert first == receipt_pdf(title="回执", facts=facts, note="请保管好", at=AT)


def test_a_template_sees_nothing_outside_its_folder(tmp_path):
    (tmp_path / "inside").mkdir()
    (tmp_path / "secret.txt").write_text("secret")
    paper = tmp_path / "inside" / "paper.typ"
    paper.write_text('#read("../secret.txt")')

    with pytest.raises(TypstError):
        pdf(paper, {})
