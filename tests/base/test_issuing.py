"""Issuing papers: the article of the day, no field forgotten, numbers without gaps, both files kept."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction

from tests.factories.network import make_net
from tests.factories.papers import ON, make_paper, sample_values, words_of
from yingzhou.base.actors import SYSTEM
from yingzhou.base.documents.issuing import issue, paper_for, preview, register, seeing
from yingzhou.base.documents.issuing.refusals import FieldsMissing, FieldsUnknown, NoSuchOption, NothingWrittenFor
from yingzhou.base.documents.models import IssuedPaper
from yingzhou.base.evidence import places
from yingzhou.base.evidence.models import Evidence
from yingzhou.base.refusals import NotFound
from yingzhou.base.trail.models import Event

LAST_OF_ORDER_20, FIRST_OF_ORDER_121 = date(2026, 4, 14), date(2026, 4, 15)


@pytest.mark.django_db
def test_a_paper_is_kept_as_word_and_pdf_and_stands_on_the_trail_with_both_digests():
    make_net()
    matter = uuid4()

    paper = make_paper("complaint.acceptance", about_id=matter)

    assert (paper.number, paper.title, paper.on) == ("×市监投受〔2026〕第1号", "投诉受理决定书", ON)
    assert places.blob(paper.pdf.sha256).read_bytes().startswith(b"%PDF-")
    line = Event.objects.get(verb="paper.issue")
    assert line.subject_id == paper.public_id
    assert line.facts == {
        "kind": "complaint.acceptance",
        "number": "×市监投受〔2026〕第1号",
        "about": "complaint",
        "about_id": str(matter),
        "basis": "《市场监督管理投诉举报处理办法》第十五条",
        "wording": paper.wording,
        "docx": paper.docx.sha256,
        "pdf": paper.pdf.sha256,
    }


@pytest.mark.django_db
def test_the_word_file_says_who_what_and_the_bureau_of_the_net():
    make_net()

    words = words_of(make_paper("complaint.acceptance", addressee="林小满", respondent="芦苇饭店"))

    assert "林小满：" in words
    assert "你投诉芦苇饭店一事" in words
    assert "示范区市场监管局（印章）" in words
    assert "{{" not in words


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day", "cited", "grounds"),
    [
        pytest.param(
            LAST_OF_ORDER_20,
            "《市场监督管理投诉举报处理暂行办法》第十四条、第十五条",
            ["☑ 《市场监督管理投诉举报处理暂行办法》第十五条第（一）项（正文未收录）"],
            id="the last day of Order 20",
        ),
        pytest.param(
            FIRST_OF_ORDER_121,
            "《市场监督管理投诉举报处理办法》第十五条、第十六条",
            ["☑ （一）投诉事项不属于市场监督管理部门职责，或者本行政机关不具有处理权限的"],
            id="the first day of Order 121",
        ),
    ],
)
def test_what_is_printed_is_the_article_in_force_on_the_day_of_the_act(day, cited, grounds):
    paper = make_paper("complaint.refusal", on=day)

    words = words_of(paper)

    assert paper.basis == cited
    assert f"根据{cited}的规定" in words
    assert [line for line in words.splitlines() if line.startswith("☑")] == grounds


@pytest.mark.django_db
def test_a_matter_received_under_order_20_lives_by_it_whatever_the_day_of_the_paper():
    paper = make_paper("complaint.acceptance", on=date(2026, 4, 20), rules_on=LAST_OF_ORDER_20)

    assert (paper.on, paper.basis) == (date(2026, 4, 20), "《市场监督管理投诉举报处理暂行办法》第十四条")
    assert paper.number.endswith("〔2026〕第1号")


@pytest.mark.django_db
def test_one_of_seven_grounds_is_ticked_and_the_other_six_are_to_be_seen():
    words = words_of(make_paper("complaint.refusal", grounds="4"))

    boxes = [line[0] for line in words.splitlines() if line[:1] in "☑☐" and line]
    assert boxes == ["☐", "☐", "☐", "☑", "☐", "☐", "☐"]


@pytest.mark.django_db
def test_termination_shows_the_eight_grounds_of_its_article():
    words = words_of(make_paper("complaint.termination", grounds="8"))

    assert [line[0] for line in words.splitlines() if line[:1] in "☑☐" and line] == ["☐"] * 7 + ["☑"]


@pytest.mark.django_db
def test_numbers_of_a_kind_follow_one_another_and_each_year_begins_anew():
    days = [date(2026, 5, 20), date(2026, 5, 21), date(2027, 1, 4)]

    assert [make_paper(on=day).number for day in days] == [
        "×市监投受〔2026〕第1号",
        "×市监投受〔2026〕第2号",
        "×市监投受〔2027〕第1号",
    ]
    assert make_paper("complaint.refusal").number == "×市监投不受〔2026〕第1号"


@pytest.mark.django_db
def test_a_paper_that_fails_gives_its_number_back_and_leaves_nothing():
    with transaction.atomic():
        make_paper()
        transaction.set_rollback(True)

    assert (IssuedPaper.objects.count(), Event.objects.count(), Evidence.objects.count()) == (0, 0, 0)
    assert make_paper().number == "×市监投受〔2026〕第1号"


@pytest.mark.django_db
def test_an_official_document_is_numbered_without_di():
    assert make_paper("points.award").number == "×市监消保〔2026〕1号"


@pytest.mark.django_db
def test_what_must_stand_in_a_paper_is_asked_for_by_its_name_and_nothing_is_made():
    with pytest.raises(FieldsMissing) as refusal:
        make_paper("complaint.acceptance", addressee="", due_on=None)

    assert refusal.value.reason_text == "“投诉受理决定书”还缺：送达对象、调解期限届满"
    assert (IssuedPaper.objects.count(), Event.objects.count()) == (0, 0)


@pytest.mark.django_db
def test_a_value_the_paper_has_no_place_for_is_refused_with_the_known_ones():
    with pytest.raises(FieldsUnknown) as refusal:
        make_paper("complaint.acceptance", adressee="林小满")

    assert refusal.value.reason_text == "“投诉受理决定书”没有这些字段：adressee"
    assert (
        refusal.value.mend_text
        == "可用的字段：addressee、received_on、respondent、due_on、handler、handler_phone、platform_number、request"
    )


@pytest.mark.django_db
def test_a_ground_the_article_does_not_have_is_refused():
    with pytest.raises(NoSuchOption, match="没有第 8 项"):
        make_paper("complaint.refusal", grounds="8")


@pytest.mark.django_db
def test_a_day_without_an_article_is_refused_with_the_days_that_have_one():
    values = sample_values("complaint.acceptance")

    with pytest.raises(NothingWrittenFor, match="2020-01-01"):
        issue(kind="complaint.acceptance", about="x", about_id=uuid4(), on=date(2019, 5, 1), values=values, by=SYSTEM)


@pytest.mark.django_db
def test_a_preview_shows_the_words_the_gaps_and_what_is_still_missing_and_takes_no_number():
    shown = preview("complaint.acceptance", on=ON, values={"addressee": "林小满"})

    assert shown.title == "投诉受理决定书"
    assert shown.paragraphs[0] == "林小满："
    assert shown.paragraphs[1].startswith("你投诉＿＿＿＿＿＿一事")
    assert shown.missing == ("收到日期", "被投诉人", "调解期限届满", "承办人", "承办电话")
    assert set(shown.blanks) - set(shown.missing) == {"12315平台编号", "投诉请求"}
    assert make_paper().number.endswith("第1号")


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["<w:br/>", "{{ number }}", "A & B", "#strong[x]", "a\x07b\x0c", '"引号"'])
def test_what_is_filled_in_can_neither_break_the_paper_nor_command_it(text):
    words = words_of(make_paper("complaint.acceptance", respondent=text))

    shown = text.replace("\x07", "").replace("\x0c", "")
    assert f"你投诉{shown}一事" in words


@pytest.mark.django_db
def test_the_database_refuses_to_change_or_delete_an_issued_paper():
    paper = make_paper()

    with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
        IssuedPaper.objects.filter(pk=paper.pk).update(title="另一份")
    with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
        IssuedPaper.objects.filter(pk=paper.pk).delete()


@pytest.mark.django_db
def test_a_paper_is_seen_by_whoever_may_see_its_matter_and_for_others_it_does_not_exist():
    paper = make_paper(about="tests.matter")
    register("tests.matter", lambda viewer, about_id: viewer == "handler" and about_id == paper.about_id)
    try:
        assert paper_for("handler", paper.public_id) == paper
        with pytest.raises(NotFound):
            paper_for("stranger", paper.public_id)
    finally:
        seeing.unregister("tests.matter")


@pytest.mark.django_db
def test_papers_of_a_matter_nobody_owns_are_seen_by_nobody():
    with pytest.raises(NotFound):
        paper_for("anybody", make_paper(about="nobody.owns").public_id)
