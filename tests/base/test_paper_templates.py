"""The bureau's own templates: checked, approved by another, in force from a day, earlier editions kept."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta

import pytest
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE

from tests.base.test_issuing import words_of
from tests.factories.network import make_net, viewer_as
from tests.factories.papers import make_paper
from yingzhou.base.clock import today
from yingzhou.base.documents.models import PaperTemplate
from yingzhou.base.documents.templates import pages, reading, writing
from yingzhou.base.documents.templates import refusals as told
from yingzhou.base.evidence import refusals as evidence
from yingzhou.base.evidence.models import Evidence
from yingzhou.base.refusals import NotFound, Refusal
from yingzhou.base.trail.models import Event
from yingzhou.work.accounts.choices import Role
from yingzhou.work.accounts.rules import Viewer

KIND = "complaint.acceptance"


@pytest.fixture
def people(db) -> tuple[Viewer, Viewer]:
    bureau = make_net().bureau
    return viewer_as(Role.DEPARTMENT, bureau), viewer_as(Role.BUREAU_LEADER, bureau)


def word_file(*paragraphs: str) -> bytes:
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    return saved(document)


def saved(document) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def entered(content: bytes | None, by: Viewer, **facts) -> PaperTemplate:
    values = {"kind": KIND, "since": today(), "note": "局里的格式", "name": "受理.docx", **facts}
    return writing.enter(source=content, by=by, **values)


OWN = ("{{ addressee }}：", "本局已受理您对{{ respondent }}的投诉，文号{{ number }}。")


def test_a_template_holds_once_another_has_approved_it_and_papers_are_made_with_it(people):
    clerk, leader = people

    template = entered(word_file(*OWN), clerk)
    before = make_paper(KIND, on=today(), rules_on=today())
    writing.approve(template=template.public_id, by=leader)
    after = make_paper(KIND, on=today(), rules_on=today(), addressee="林小满", respondent="芦苇饭店")

    assert (before.template, after.template) == (None, template)
    assert words_of(after) == f"林小满：\n本局已受理您对芦苇饭店的投诉，文号{after.number}。"
    assert list(Event.objects.filter(verb__startswith="paper_template").values_list("verb", flat=True)) == [
        "paper_template.enter",
        "paper_template.approve",
    ]


def test_a_template_holds_from_its_day_only(people):
    clerk, leader = people
    tomorrow = today() + timedelta(1)

    template = entered(word_file(*OWN), clerk, since=tomorrow)
    writing.approve(template=template.public_id, by=leader)

    assert reading.in_force(KIND, on=today()) is None
    assert reading.in_force(KIND, on=tomorrow) == template


def test_going_back_to_the_shipped_wording_is_an_edition_too_and_the_earlier_one_is_kept(people):
    clerk, leader = people
    first = entered(word_file(*OWN), clerk)
    writing.approve(template=first.public_id, by=leader)

    second = entered(None, clerk, since=today() + timedelta(1))
    writing.approve(template=second.public_id, by=leader)

    held = reading.in_force(KIND, on=today() + timedelta(1))
    assert (held, reading.is_own(held)) == (second, False)
    assert [each.template.edition for each in pages.kind_page(KIND, on=today()).editions] == [2, 1]


def test_nobody_approves_what_they_uploaded(people):
    clerk, _leader = people
    template = entered(word_file(*OWN), clerk)

    with pytest.raises(told.ApprovedByTheSame):
        writing.approve(template=template.public_id, by=clerk)

    template.refresh_from_db()
    assert template.approved_at is None


def test_what_is_approved_can_neither_be_approved_again_nor_withdrawn(people):
    clerk, leader = people
    template = entered(word_file(*OWN), clerk)
    writing.approve(template=template.public_id, by=leader)

    with pytest.raises(NotFound):
        writing.approve(template=template.public_id, by=leader)
    with pytest.raises(NotFound):
        writing.withdraw(template=template.public_id, by=clerk)


def test_a_waiting_template_can_be_taken_back(people):
    template = entered(word_file(*OWN), people[0])

    writing.withdraw(template=template.public_id, by=people[0])

    assert PaperTemplate.objects.count() == 0
    assert Event.objects.filter(verb="paper_template.withdraw").count() == 1


def test_two_editions_cannot_hold_from_one_day(people):
    clerk, leader = people
    first, second = entered(word_file(*OWN), clerk), entered(word_file(*OWN, "另一版"), clerk)
    writing.approve(template=first.public_id, by=leader)

    with pytest.raises(told.HeldThatDay, match="第 1 版"):
        writing.approve(template=second.public_id, by=leader)


def test_a_day_that_is_gone_is_refused(people):
    with pytest.raises(told.TooLateToHold):
        entered(word_file(*OWN), people[0], since=today() - timedelta(1))


def test_an_unknown_field_is_refused_by_its_name_with_the_known_ones(people):
    with pytest.raises(told.UnknownFields) as refusal:
        entered(word_file(*OWN, "{{ adressee }}"), people[0])

    assert refusal.value.reason_text == "模板里的字段“adressee”这里没有"
    assert "addressee、received_on、respondent" in refusal.value.mend_text
    assert (PaperTemplate.objects.count(), Evidence.objects.count()) == (0, 0)


def linked_picture() -> bytes:
    document = Document()
    document.part.relate_to("file://server/share/logo.png", RELATIONSHIP_TYPE.IMAGE, is_external=True)
    return saved(document)


def with_macro() -> bytes:
    file = io.BytesIO(word_file(*OWN))
    with zipfile.ZipFile(file, "a") as package:
        package.writestr("word/vbaProject.bin", b"\xd0\xcf\x11\xe0")
    return file.getvalue()


def that_fetches() -> bytes:
    document = Document()
    document.add_paragraph("x")
    content = saved(document)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as read, zipfile.ZipFile(out, "w") as written:
        for name in read.namelist():
            text = read.read(name)
            if name == "word/document.xml":
                text = text.replace(b"<w:t>x</w:t>", b'<w:instrText>INCLUDEPICTURE "//server/x"</w:instrText>')
            written.writestr(name, text)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "refused"),
    [
        pytest.param(b"%PDF-1.7\n%%EOF", evidence.FileRefused, id="a PDF"),
        pytest.param("名称\n".encode(), evidence.FileRefused, id="plain text"),
        pytest.param(with_macro(), evidence.RunsSomething, id="a macro"),
        pytest.param(linked_picture(), told.ReachesOutside, id="a picture from a server"),
        pytest.param(that_fetches(), told.ReachesOutside, id="a field that fetches"),
        pytest.param(word_file("{{ addressee"), told.CannotBeFilled, id="a brace left open"),
        pytest.param(word_file("{{ addressee.__class__.__mro__ }}"), told.CannotBeFilled, id="reaching into the program"),
        pytest.param(word_file("{% for x in range(10**9) %}a{% endfor %}"), Refusal, id="counting without end"),
        pytest.param(word_file("{{ 'a' * 10**10 }}"), told.CannotBeFilled, id="more text than memory"),
    ],
)
def test_a_hostile_file_is_refused_beside_its_field_and_leaves_nothing(people, content, refused):
    with pytest.raises(refused) as refusal:
        entered(content, people[0], name="")

    assert refusal.value.field == "file"
    assert (PaperTemplate.objects.count(), Evidence.objects.count()) == (0, 0)


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["complaint.refusal", "mediation.agreement", "points.award"])
def test_the_template_handed_out_comes_back_in_unchanged(people, kind):
    _name, content = pages.shipped_file(kind, on=today())

    assert entered(content, people[0], kind=kind).edition == 1


def test_a_template_that_leaves_out_what_must_stand_in_the_paper_is_shown_as_such(people):
    entered(word_file("{{ addressee }}：本局已受理。"), people[0])

    (edition,) = pages.kind_page(KIND, on=today()).editions

    assert edition.left_out == ("收到日期", "被投诉人", "调解期限届满", "承办人", "承办电话", "文号")


def test_an_unknown_kind_does_not_exist(db):
    with pytest.raises(NotFound):
        pages.kind_page("no.such", on=today())
