"""查进度: by code, in the body, exactly limited; and what its holder may say."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.factories.cases import closed, dispatched, make_town, photo
from yingzhou.web.portal import gate
from yingzhou.work.cases.choices import Kind
from yingzhou.work.cases.models import Attachment, Move

pytestmark = pytest.mark.django_db
TRACK = reverse("portal:track")
CODE = "7K3M92QDA0F5"


@pytest.fixture
def town():
    return make_town()


def test_the_code_shows_how_far_it_is_and_by_when(client, town):
    dispatched(town, code=CODE)

    shown = client.post(TRACK, {"code": "7k3m 92qd a0f5"}).content.decode()

    assert "交给北指导站" in shown
    assert "前回话" in shown
    assert "沈知夏" not in shown


def test_a_wrong_code_is_not_found_and_says_how_codes_look(client, town):
    dispatched(town, code=CODE)

    answer = client.post(TRACK, {"code": "000000000000"})

    assert answer.status_code == 404
    assert "没有查到这个编码" in answer.content.decode()


def test_codes_are_tried_thirty_times_an_hour_and_no_more(client):
    statuses = [client.post(TRACK, {"code": "000000000000"}).status_code for _ in range(gate.TRACKED + 2)]

    assert statuses == [404] * gate.TRACKED + [429, 429]


def test_not_solved_opens_it_again_and_says_thanks(client, town):
    case = closed(town, code=CODE)

    answer = client.post(TRACK, {"code": CODE, "go": "answer", "solved": "unsolved", "left_open": "运费没给"})

    case.refresh_from_db()
    assert case.stage == "dispatched"
    assert "收到您的回答" in answer.content.decode()
    assert "重新打开，换一个人看" in answer.content.decode()


def test_answering_without_choosing_keeps_what_was_typed(client, town):
    closed(town, code=CODE)

    answer = client.post(TRACK, {"code": CODE, "go": "answer", "left_open": "运费没给"})

    assert answer.status_code == 422
    assert "运费没给" in answer.content.decode()


def test_a_word_and_a_photo_more(client, town):
    case = dispatched(town, Kind.DISPUTE, code=CODE)
    sent = SimpleUploadedFile("小票.jpg", photo(), "image/jpeg")

    answer = client.post(TRACK, {"code": CODE, "go": "word", "words": "小票找到了", "photos": [sent]})

    assert answer.status_code == 200
    assert Move.objects.filter(case=case, words="小票找到了").count() == 1
    assert Attachment.objects.filter(case=case, paper="added").count() == 1


def test_withdrawing_closes_it(client, town):
    case = dispatched(town, code=CODE)

    client.post(TRACK, {"code": CODE, "go": "withdraw"})

    case.refresh_from_db()
    assert (case.stage, case.outcome) == ("closed", "withdrawn")


def test_a_closed_matter_that_was_answered_asks_no_more(client, town):
    closed(town, code=CODE)
    client.post(TRACK, {"code": CODE, "go": "answer", "solved": "solved"})

    shown = client.post(TRACK, {"code": CODE}).content.decode()

    assert "真的解决了吗？" not in shown
    assert "您答的是：解决了" in shown
