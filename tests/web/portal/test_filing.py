"""说一件事: four screens and a receipt, without script, nothing lost on an error, and nothing kept that was not said."""

from __future__ import annotations

import hashlib
import re
from itertools import count

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.factories.cases import make_town, photo
from yingzhou.base.evidence.models import Evidence, OriginalName
from yingzhou.web.portal import gate
from yingzhou.work.cases.models import Attachment, Case, Raiser
from yingzhou.work.disputes.models import Dispute

pytestmark = pytest.mark.django_db
FILE, TRACK = reverse("portal:file"), reverse("portal:track")


@pytest.fixture
def town():
    return make_town()


def hidden(answer, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', answer.content.decode())
    assert found, answer.content.decode()[:2000]
    return found.group(1)


def go(client, answer, **said):
    """The next POST of the form on the page."""
    return client.post(FILE, {"draft": hidden(answer, "draft"), "step": hidden(answer, "step"), "go": "next", **said})


def to_last(client, town, kind="dispute", **where):
    answer = go(client, client.get(FILE), kind=kind)
    answer = go(client, answer, text="床的尺寸不对，不给换。", wish="换一张")
    return go(client, answer, **(where or {"business": town.shop.public_id}))


def code_of(answer) -> str:
    return hidden(answer, "code")


def proof_for(key: str) -> str:
    return next(str(n) for n in count() if hashlib.sha256(f"{key}:{n}".encode()).digest()[:2] == b"\0\0")


def test_a_consumer_files_in_four_screens_and_gets_a_code(client, town):
    receipt = go(client, to_last(client, town), reach="code")

    shown = receipt.content.decode()
    assert re.search(r"[0-9A-Z]{4} [0-9A-Z]{4} [0-9A-Z]{4}", shown)
    assert "data:image/svg+xml" in shown
    case = Case.objects.get()
    assert (case.business, case.kind, case.wish, case.source) == (town.shop, "dispute", "换一张", "portal")
    assert "12315" in shown


def test_sending_the_last_screen_twice_is_one_matter_and_the_same_code(client, town):
    last = to_last(client, town)

    codes = {code_of(go(client, last, reach="code")) for _ in range(2)}

    assert (len(codes), Case.objects.count()) == (1, 1)


def test_the_shop_is_found_by_name_and_what_was_typed_stays(client, town):
    answer = go(client, go(client, client.get(FILE), kind="signal"), text="通道堵了")

    found = go(client, answer, go="search", words="云朵", place="后门").content.decode()

    assert "云朵家具铺" in found
    assert 'value="云朵"' in found
    assert "后门" in found


def test_an_empty_story_is_asked_for_and_nothing_is_lost(client):
    answer = go(client, client.get(FILE), kind="dispute")

    again = go(client, answer, text="", wish="换一张")

    assert again.status_code == 422
    assert "写几句发生了什么" in again.content.decode()
    assert 'value="换一张"' in again.content.decode()


def test_no_place_at_all_is_asked_for(client):
    answer = go(client, go(client, client.get(FILE), kind="demand"), text="要办证")

    again = go(client, answer)

    assert again.status_code == 422
    assert "有一样就行" in again.content.decode()


def test_going_back_keeps_every_word(client, town):
    last = to_last(client, town)

    what = go(client, go(client, last, go="back"), go="back")

    assert "床的尺寸不对，不给换。" in what.content.decode()
    assert 'value="换一张"' in what.content.decode()


def test_wanting_a_call_needs_a_number_and_keeps_the_name(client, town):
    again = go(client, to_last(client, town), reach="phone", name="顾问渠", phone="12")

    assert again.status_code == 422
    assert 'value="顾问渠"' in again.content.decode()
    assert Case.objects.count() == 0


def test_name_and_phone_are_kept_sealed_when_wanted(client, town):
    go(client, to_last(client, town), reach="phone", name="顾问渠", phone="13800138000")

    raiser = Raiser.objects.get()
    assert (raiser.name, raiser.phone, raiser.reach) == ("顾问渠", "13800138000", "phone")


def test_a_name_typed_and_then_not_wanted_is_not_kept(client, town):
    go(client, to_last(client, town), reach="code", name="顾问渠", phone="13800138000")

    assert Raiser.objects.count() == 0


def test_photos_come_without_place_and_name_and_can_be_taken_out(client, town):
    answer = go(client, client.get(FILE), kind="dispute")
    sent = [SimpleUploadedFile(f"我的小票{n}.jpg", photo(color), "image/jpeg") for n, color in enumerate(("teal", "red"))]
    answer = go(client, answer, text="床的尺寸不对", photos=sent)
    answer = go(client, answer, go="back")
    assert "照片 2，已收下" in answer.content.decode()
    answer = go(client, answer, text="床的尺寸不对", go="drop-0")

    answer = go(client, go(client, answer, text="床的尺寸不对"), business=town.shop.public_id)
    go(client, answer, reach="code")

    assert Attachment.objects.count() == 1
    assert set(Evidence.objects.values_list("media_type", flat=True)) == {"image/webp"}
    assert OriginalName.objects.count() == 0


def test_a_file_that_is_no_picture_is_refused_and_the_story_stays(client):
    answer = go(client, client.get(FILE), kind="dispute")

    again = go(client, answer, text="床的尺寸不对", photos=SimpleUploadedFile("a.jpg", b"MZ\x90" + b"\0" * 99, "image/jpeg"))

    assert again.status_code == 422
    assert "床的尺寸不对" in again.content.decode()


def test_a_forged_draft_starts_anew_and_says_so(client):
    answer = client.post(FILE, {"draft": "forged", "step": "4", "go": "send", "reach": "code"})

    assert answer.status_code == 409
    assert "没有交出去任何东西" in answer.content.decode()
    assert Case.objects.count() == 0


def test_without_a_proof_five_an_hour_and_the_sixth_loses_nothing(client, town):
    for _ in range(gate.FILED_WITHOUT):
        assert go(client, to_last(client, town), reach="code").status_code == 200

    answer = go(client, to_last(client, town), reach="code")

    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 0
    assert "床的尺寸不对" in answer.content.decode()
    assert Case.objects.count() == gate.FILED_WITHOUT


def test_with_a_proof_of_work_more_pass(client, town):
    for _ in range(gate.FILED_WITHOUT + 1):
        last = to_last(client, town)
        key = re.search(r'data-yz-proof="([^"]+)"', last.content.decode()).group(1)
        assert go(client, last, reach="code", proof=proof_for(key)).status_code == 200

    assert Case.objects.count() == gate.FILED_WITHOUT + 1


@pytest.mark.parametrize("number", ["", "-1", "abc", "٣", "1" * 30])
def test_a_proof_that_is_none_is_none(number):
    assert not gate.is_proof("7f1c", number)


def test_idea_and_demand_come_in_as_demands(client, town):
    go(client, to_last(client, town, kind="idea", community=town.net.reed.public_id), reach="code")

    assert Case.objects.get().kind == "demand"


def test_a_dispute_says_what_it_is_not_and_keeps_what_was_bought(client, town):
    answer = go(client, client.get(FILE, {"label": "6901234567892"}), kind="dispute")
    assert "6901234567892" in answer.content.decode()
    answer = go(client, answer, text="床的尺寸不对", goods="实木床", amount="1280.50", bought_on="2026-03-15")
    last = go(client, answer, business=town.shop.public_id)
    shown = last.content.decode()

    go(client, last, reach="code", delegation="on")

    assert "不是法定投诉" in shown
    assert "3 个工作日内联系您，10 个工作日内给结果" in shown
    dispute = Dispute.objects.get()
    assert (str(dispute.amount), str(dispute.bought_on), dispute.label_code) == ("1280.50", "2026-03-15", "6901234567892")
    assert (dispute.consents_publication, dispute.consents_delegation) == (False, True)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        pytest.param({"amount": "一百"}, "只写数字", id="an amount in words"),
        pytest.param({"amount": "-3"}, "不能小于 0", id="a negative amount"),
        pytest.param({"bought_on": "2999-01-01"}, "不能在今天之后", id="a day to come"),
    ],
)
def test_a_purchase_that_cannot_be_is_asked_again_and_nothing_is_lost(client, said, told):
    answer = go(client, client.get(FILE), kind="dispute")

    again = go(client, answer, text="床的尺寸不对", goods="实木床", **said)

    assert again.status_code == 422
    assert told in again.content.decode()
    assert 'value="实木床"' in again.content.decode()


def test_a_signal_is_no_dispute_and_is_asked_for_no_purchase(client, town):
    what = go(client, client.get(FILE), kind="signal")
    last = go(client, go(client, what, text="通道堵了"), business=town.shop.public_id)

    go(client, last, reach="code")

    assert 'name="amount"' not in what.content.decode()
    assert 'name="publication"' not in last.content.decode()
    assert (Case.objects.get().kind, Dispute.objects.count()) == ("signal", 0)


@pytest.mark.parametrize("name", ["home", "file", "track", "points", "about"])
def test_every_page_of_the_portal_opens_for_anyone_and_says_where_complaints_go(client, town, name):
    answer = client.get(reverse(f"portal:{name}"))

    assert answer.status_code == 200
    assert "12315" in answer.content.decode()


def test_points_say_which_station_looks_after_a_village(client, town):
    shown = client.get(reverse("portal:points"), {"q": "芦花"}).content.decode()

    assert "芦花村" in shown
    assert "北指导站" in shown
    assert "白鹭村" not in shown
