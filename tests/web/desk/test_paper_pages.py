"""The pages of paper templates and of issued papers."""

from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from docx import Document

from tests.base.test_paper_templates import OWN, word_file
from tests.factories.cases import make_town, open_matter
from tests.factories.network import Net, make_net, officer_as
from tests.factories.papers import make_paper, waiting_template
from yingzhou.base.clock import today
from yingzhou.base.documents.models import PaperTemplate
from yingzhou.base.documents.templates import reading
from yingzhou.base.trail.models import Event
from yingzhou.rulebook.paper_kinds import kinds
from yingzhou.work.accounts.choices import Role

pytestmark = pytest.mark.django_db
KIND = "complaint.acceptance"


@pytest.fixture
def net() -> Net:
    return make_net()


def client_as(net: Net, role: Role) -> Client:
    client = Client()
    client.force_login(officer_as(role, net.bureau if role in (Role.DEPARTMENT, Role.BUREAU_LEADER) else net.north))
    return client


def upload(client: Client, content: bytes, kind: str = KIND):
    file = SimpleUploadedFile("受理.docx", content)
    return client.post(
        reverse("desk:paper_kind_upload", args=[kind]), {"file": file, "since": today().isoformat(), "note": "换了抬头"}
    )


def test_the_list_shows_every_kind_with_its_basis_of_today(net: Net):
    words = client_as(net, Role.STATION_OFFICER).get(reverse("desk:paper_templates")).content.decode()

    assert [each.label for each in kinds().values() if each.label not in words] == []
    assert "《市场监督管理投诉举报处理办法》第十五条、第十六条" in words
    assert "×市监投受〔2026〕第1号".replace("2026", str(today().year)) in words


def test_the_list_asks_the_database_as_often_for_three_editions_as_for_none(net: Net):
    client = client_as(net, Role.DEPARTMENT)
    client.get(reverse("desk:paper_templates"))
    with CaptureQueriesContext(connection) as none:
        client.get(reverse("desk:paper_templates"))
    for kind in ("complaint.refusal", "complaint.refusal", KIND):
        waiting_template(kind, by=officer_as(Role.DEPARTMENT, net.bureau))
    with CaptureQueriesContext(connection) as three:
        client.get(reverse("desk:paper_templates"))

    assert len(three) == len(none)


def test_a_villager_is_turned_away_from_the_templates(net: Net):
    answer = client_as(net, Role.VILLAGE_WORKER).get(reverse("desk:paper_templates"))

    assert answer.status_code == 403


def test_the_page_of_a_kind_names_its_fields_and_shows_them_filled(net: Net):
    words = client_as(net, Role.MEDIATOR).get(reverse("desk:paper_kind", args=[KIND])).content.decode()

    assert "{{ addressee }}" in words
    assert "这份文书发给谁" in words
    assert "你投诉芦苇饭店一事" in words
    assert "上传，等人批准" not in words


def test_a_template_goes_from_one_hand_through_another_into_force(net: Net):
    clerk, leader = client_as(net, Role.DEPARTMENT), client_as(net, Role.BUREAU_LEADER)

    assert upload(clerk, word_file(*OWN)).status_code == 302
    template = PaperTemplate.objects.get()
    own_page = clerk.get(reverse("desk:paper_kind", args=[KIND])).content.decode()
    approve = reverse("desk:paper_template_approve", args=[template.public_id])

    assert "您上传的，要另一位同事批准。" in own_page
    assert approve not in own_page
    assert clerk.post(approve).status_code == 403
    assert leader.post(approve).status_code == 302
    assert reading.in_force(KIND, on=today()) == template
    assert "使用中" in leader.get(reverse("desk:paper_kind", args=[KIND])).content.decode()


def test_an_unknown_field_is_named_beside_the_file_and_what_was_typed_is_kept(net: Net):
    answer = upload(client_as(net, Role.DEPARTMENT), word_file("{{ adressee }}"))

    words = answer.content.decode()
    assert answer.status_code == 422
    assert "模板里的字段“adressee”这里没有" in words
    assert 'value="换了抬头"' in words
    assert PaperTemplate.objects.count() == 0


def test_a_waiting_edition_is_taken_back_by_its_page(net: Net):
    clerk = client_as(net, Role.DEPARTMENT)
    upload(clerk, word_file(*OWN))

    clerk.post(reverse("desk:paper_template_withdraw", args=[PaperTemplate.objects.get().public_id]))

    assert PaperTemplate.objects.count() == 0


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_a_sample_comes_filled_in_both_forms(net: Net, form: str):
    answer = client_as(net, Role.STATION_HEAD).get(reverse("desk:paper_kind_sample", args=["complaint.refusal", form]))

    assert answer.content[:4] == {"docx": b"PK\x03\x04", "pdf": b"%PDF"}[form]
    assert "attachment" in answer.headers["Content-Disposition"]


def test_the_template_in_force_can_be_taken_away_with_its_fields(net: Net):
    answer = client_as(net, Role.DEPARTMENT).get(reverse("desk:paper_kind_current", args=[KIND]))

    assert "{{ addressee }}：" in [each.text for each in Document(io.BytesIO(answer.content)).paragraphs]


def test_a_sample_of_a_waiting_edition_shows_the_words_of_that_edition(net: Net):
    clerk = client_as(net, Role.DEPARTMENT)
    upload(clerk, word_file(*OWN))

    answer = clerk.get(reverse("desk:paper_template_sample", args=[PaperTemplate.objects.get().public_id, "docx"]))

    said = [each.text for each in Document(io.BytesIO(answer.content)).paragraphs]
    assert said[1].startswith("本局已受理您对芦苇饭店的投诉，文号×市监投受")


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_an_issued_paper_is_shown_and_taken_by_whoever_may_see_its_matter_and_each_taking_is_on_the_trail(form: str):
    town = make_town()
    case = open_matter(town)
    paper = make_paper(KIND, about="cases.case", about_id=case.public_id)
    client = client_as(town.net, Role.DEPARTMENT)

    words = client.get(reverse("desk:paper", args=[paper.public_id])).content.decode()
    taken = client.get(reverse("desk:paper_file", args=[paper.public_id, form]))

    kept = getattr(paper, form)
    assert paper.number in words
    assert kept.sha256 in words
    assert taken.status_code == 200
    assert Event.objects.filter(verb="evidence.read", subject_id=kept.public_id).count() == 1


def test_a_paper_of_a_matter_one_may_not_see_does_not_exist():
    town = make_town()
    paper = make_paper(KIND, about="cases.case", about_id=open_matter(town).public_id)
    stranger = Client()
    stranger.force_login(officer_as(Role.MEDIATOR, town.net.south))

    assert stranger.get(reverse("desk:paper", args=[paper.public_id])).status_code == 404
    assert stranger.get(reverse("desk:paper_file", args=[paper.public_id, "pdf"])).status_code == 404
