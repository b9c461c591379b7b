"""The registry's pages."""

from __future__ import annotations

from io import BytesIO
from uuid import uuid4
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories.accounts import confirm_again
from tests.factories.network import make_net, officer_as
from tests.factories.registry import make_business, make_permit, make_premises, make_tag, put_tag
from yingzhou.base.actors import Agent
from yingzhou.base.clock import today
from yingzhou.base.trail.models import Event
from yingzhou.work.accounts.choices import Role
from yingzhou.work.registry.actions.merges import merge
from yingzhou.work.registry.actions.people import add_contact
from yingzhou.work.registry.models import Business, Merge, Permit, Tagging

pytestmark = pytest.mark.django_db

CLERK = Agent("clerk")
PILOT = "91350211M00013FA1N"


@pytest.fixture
def net():
    return make_net()


@pytest.fixture
def head(client, net):
    """A station head of the north station, signed in."""
    officer = officer_as(Role.STATION_HEAD, net.north, "林拾穗")
    client.force_login(officer)
    return officer


def ours(net, name: str = "", **facts) -> Business:
    return make_business(name, station=net.north, community=net.reed, **facts)


def at(name: str, *args) -> str:
    return reverse(f"desk:{name}", args=args)


def queries_of(client, path: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as counted:
        assert client.get(path).status_code == 200
    return len(counted)


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.SECURITY_OFFICER, Role.SYSTEM_OPERATOR, Role.MEDIATOR])
def test_roles_without_business_are_turned_away(client, net, role):
    client.force_login(officer_as(role, net.bureau))

    assert client.get(at("business_list")).status_code == 403


def test_strangers_are_sent_to_the_door(client, net):
    assert client.get(at("business", ours(net).public_id)).status_code == 302


def test_a_foreign_business_is_not_found_on_any_page(client, net, head):
    foreign = make_business("外站的店", station=net.south)

    for name in ("business", "business_history", "business_size", "business_correct", "business_duplicates", "permit_new"):
        answer = client.get(at(name, foreign.public_id))
        assert (name, answer.status_code) == (name, 404)
        assert "外站的店" not in answer.content.decode()


def test_the_list_shows_ours_and_narrows(client, net, head):
    ours(net, "月亮民宿")
    ours(net, "稻草人米业", kind="enterprise")
    make_business("外站的店", station=net.south)

    everything = client.get(at("business_list")).content.decode()
    narrowed = client.get(at("business_list"), {"kind": "enterprise", "after": "no id", "station": "nonsense"}).content.decode()

    assert ("月亮民宿" in everything, "稻草人米业" in everything, "外站的店" in everything) == (True, True, False)
    assert ("月亮民宿" in narrowed, "稻草人米业" in narrowed) == (False, True)


def test_paging_fetches_the_rows_alone_and_going_back_the_whole_page(client, net, head):
    business = ours(net, "月亮民宿")
    rows = {"HX-Request": "true", "HX-Target": "found"}

    paged = client.get(at("business_list"), headers=rows)
    back = client.get(at("business_list"), headers={**rows, "HX-History-Restore-Request": "true"})

    assert paged.content.decode().lstrip().startswith('<div id="found">')
    assert str(business.public_id) in paged.content.decode()
    assert back.content.decode().startswith("<!doctype html>")
    assert "HX-Target" in paged.headers["Vary"]


def test_the_list_asks_as_many_questions_for_one_row_as_for_three(client, net, head):
    ours(net)
    one = queries_of(client, at("business_list"))
    ours(net)
    ours(net)

    assert queries_of(client, at("business_list")) == one


def test_facets_count_what_was_found(client, net, head):
    ours(net, industry_code="6210")
    ours(net, industry_code="6220")

    page = client.get(at("business_facets")).content.decode()

    assert "餐饮业" in page
    assert "<span>2</span>" in page


def full(net, name: str = "稻草人米业") -> Business:
    """A business with one of everything."""
    business = ours(net, name, kind="market", registered_on=today())
    make_permit(business, expires_on=today())
    make_premises(business, "北街 12 号", since=today())
    put_tag(make_tag(f"标签{name}"), business)
    add_contact(business=business, name="陈一舟", phone="13812340000", by=CLERK)
    Business.objects.filter(pk=business.pk).update(employees=5)
    return business


def test_the_business_page_shows_everything_and_no_sealed_value(client, net, head):
    business = full(net)

    page = client.get(at("business", business.public_id)).content.decode()

    for text in (
        "稻草人米业",
        "不能确定",
        "还剩 0 天",
        "北街 12 号",
        "标签稻草人米业",
        "陈**",
        "138****0000",
        "改了从业人员",
        "未指派",
    ):
        assert text in page
    assert "13812340000" not in page
    assert "陈一舟" not in page


def test_the_business_page_asks_at_most_fifteen_questions_however_much_happened(client, net, head):
    business = full(net)
    few = queries_of(client, at("business", business.public_id))
    for count in range(5):
        Business.objects.filter(pk=business.pk).update(employees=count)
        make_permit(business, issued_on=today())
        add_contact(business=business, name="某人", by=CLERK)

    assert queries_of(client, at("business", business.public_id)) == few
    assert few <= 15


def test_the_timeline_is_narrowed_and_paged(client, net, head):
    business = full(net)
    for count in range(35):
        Business.objects.filter(pk=business.pk).update(employees=100 + count)
    path = at("business", business.public_id)

    first = client.get(path, {"strand": "registry"})
    second = client.get(path, {"strand": "registry", "before": first.context["more"]} if first.context else {})

    assert second.status_code == 200
    assert "食品经营许可证到期" not in first.content.decode()
    assert "食品经营许可证到期" in client.get(path, {"strand": "permits"}).content.decode()


def test_a_business_is_registered_once_however_often_the_form_is_sent(client, net, head):
    sent = {"key": str(uuid4()), "name": "不赶路咖啡", "kind": "individual", "community": str(net.reed.public_id)}

    first, second = client.post(at("business_new"), sent), client.post(at("business_new"), sent)

    business = Business.objects.get()
    assert (first["Location"], second["Location"]) == (at("business", business.public_id),) * 2
    assert (business.station, business.community) == (net.north, net.reed)


def test_a_doubtful_code_is_asked_back_with_everything_typed_kept(client, net, head):
    answer = client.post(at("business_new"), {"name": "试点区企业", "kind": "enterprise", "uscc": PILOT})

    assert answer.status_code == 422
    page = answer.content.decode()
    assert ("写明理由" in page, "试点区企业" in page, PILOT in page) == (True, True, True)
    assert not Business.objects.exists()

    client.post(at("business_new"), {"name": "试点区企业", "kind": "enterprise", "uscc": PILOT, "uscc_override": "执照如此"})
    assert Business.objects.get().uscc == PILOT


def corrected(business: Business, **facts) -> dict[str, str]:
    """The form as a browser would send it: every field, and what stood in it before."""
    fields = ("name", "kind", "uscc", "registered_address", "employees", "industry_code")
    seen = {name: "" if getattr(business, name) is None else str(getattr(business, name)) for name in fields}
    return {**seen, **{f"initial-{name}": value for name, value in seen.items()}, **facts}


def test_a_correction_writes_and_the_history_shows_old_and_new(client, net, head):
    business = ours(net, "旧名字", employees=3)

    answer = client.post(at("business_correct", business.public_id), corrected(business, name="新名字"))

    assert answer.status_code == 302
    page = client.get(at("business_history", business.public_id)).content.decode()
    assert ("旧名字" in page, "新名字" in page, "林拾穗" in page, "页面" in page) == (True,) * 4


def test_a_correction_over_someone_else_s_is_refused_and_keeps_what_was_typed(client, net, head):
    business = ours(net, "旧名字", employees=3)
    sent = corrected(business, employees="5", name="新名字")
    Business.objects.filter(pk=business.pk).update(employees=9)

    answer = client.post(at("business_correct", business.public_id), sent)

    assert answer.status_code == 422
    assert "新名字" in answer.content.decode()
    business.refresh_from_db()
    assert (business.name, business.employees) == ("旧名字", 9)


def test_reading_a_contact_asks_for_a_purpose_shows_it_once_and_leaves_a_line(client, net, head):
    business = ours(net)
    person = add_contact(business=business, name="陈一舟", phone="13812340000", by=CLERK)
    path = at("contact_read", business.public_id, person.public_id)

    assert client.post(path, {"purpose": ""}).status_code == 422
    assert "13812340000" not in client.get(path).content.decode()
    assert "13812340000" in client.post(path, {"purpose": "约走访"}).content.decode()

    assert Event.objects.filter(verb="contact.read", actor=f"officer:{head.public_id}").count() == 1


def test_a_village_worker_sees_the_mask_and_cannot_open_it(client, net):
    business = ours(net)
    person = add_contact(business=business, name="陈一舟", phone="13812340000", by=CLERK)
    client.force_login(officer_as(Role.VILLAGE_WORKER, net.reed))

    assert client.get(at("business", business.public_id)).status_code == 200
    assert client.post(at("contact_read", business.public_id, person.public_id), {"purpose": "x"}).status_code == 403


def test_permits_premises_and_standing_are_entered_on_their_pages(client, net, head):
    business = ours(net)

    client.post(at("permit_new", business.public_id), {"kind": "food_trade", "number": "JY1", "expires_on": "2030-01-01"})
    client.post(at("premises_new", business.public_id), {"address": "北街 12 号"})
    client.post(at("business_status", business.public_id), {"to": "dormant", "why": "歇业备案公告"})
    permit = Permit.objects.get()
    client.post(at("permit_end", business.public_id, permit.public_id), {"on": "2026-11-22", "why": "注销"})

    page = client.get(at("business", business.public_id)).content.decode()
    assert ("JY1" in page, "已终止" in page, "北街 12 号" in page, "歇业备案" in page) == (True,) * 4


def test_a_permit_of_another_business_is_not_found_under_ours(client, net, head):
    permit = make_permit(ours(net))

    assert client.get(at("permit_end", ours(net).public_id, permit.public_id)).status_code == 404


def test_duplicates_are_merged_and_the_old_address_leads_to_the_kept_one(client, net, head):
    keep, lose = ours(net, "稻草人米业"), ours(net, "稻草人米业")
    page = client.get(at("business_duplicates", keep.public_id)).content.decode()
    assert "名称相同" in page

    client.post(at("business_duplicates", keep.public_id), {"lose": str(lose.public_id), "why": "同一执照"})

    answer = client.get(at("business", lose.public_id), follow=True)
    assert answer.redirect_chain[0][0].startswith(at("business", keep.public_id))
    assert "已经并入这一户" in answer.content.decode()

    client.post(at("business_unmerge", keep.public_id, Merge.objects.get().public_id))
    assert client.get(at("business", lose.public_id)).status_code == 200


def test_a_merge_without_a_reason_is_refused(client, net, head):
    keep, lose = ours(net), ours(net)

    answer = client.post(at("business_duplicates", keep.public_id), {"lose": str(lose.public_id), "why": ""})

    assert answer.status_code == 422
    assert not Merge.objects.exists()


def test_rows_ticked_get_a_tag_and_foreign_ones_do_not(client, net, head):
    tag, mine, foreign = make_tag("重点"), ours(net), make_business(station=net.south)
    ids = [str(mine.public_id), str(foreign.public_id), "nonsense"]

    client.post(at("business_tag_chosen"), {"tag": str(tag.public_id), "ids": ids})

    assert list(Tagging.objects.values_list("business_id", flat=True)) == [mine.pk]


def test_a_department_seats_what_nobody_looks_after(client, net):
    client.force_login(officer_as(Role.DEPARTMENT, net.bureau))
    business = make_business("待认领的店")
    assert "待认领的店" in client.get(at("business_unseated")).content.decode()

    client.post(at("business_seat", business.public_id), {"community": str(net.heron.public_id), "why": "门牌在村里"})

    business.refresh_from_db()
    assert (business.station, business.community) == (net.south, net.heron)
    assert "待认领的店" not in client.get(at("business_unseated")).content.decode()


def test_villages_an_address_may_mean_are_suggested_for_one_click(client, net):
    client.force_login(officer_as(Role.DEPARTMENT, net.bureau))
    make_business("待认领的店", registered_address="芦汀镇白鹭村1号")

    page = client.get(at("business_unseated")).content.decode()

    assert "归白鹭村" in page
    assert str(net.heron.public_id) in page


def test_the_size_page_says_how_it_came_about(client, net, head):
    business = ours(net, kind="enterprise", industry_code="1311", employees=31, revenue=5_000_000)

    page = client.get(at("business_size", business.public_id)).content.decode()

    assert ("小型" in page, "从业人员 31 人" in page, "213号" in page) == (True, True, True)


def test_after_a_merge_the_page_tells_of_it(client, net, head):
    keep, lose = ours(net), ours(net, "并走的店")
    merge(keep=keep, lose=lose, why="同一户", by=CLERK)

    assert "并入“并走的店”" in client.get(at("business", keep.public_id)).content.decode()


def test_taking_the_list_away_asks_again_who_one_is_and_packs_a_manifest(client, net, head):
    ours(net, "稻草人米业")
    sent = {"query": "kind=individual", "form": "csv"}
    assert "confirm_password" in client.post(at("business_export"), sent).content.decode()

    confirm_again(client)
    answer = client.post(at("business_export"), sent)

    packed = ZipFile(BytesIO(b"".join(answer.streaming_content)))
    listed, manifest = packed.namelist()
    assert manifest == f"{listed}.manifest.json"
    assert "稻草人米业" in packed.read(listed).decode("utf-8-sig")
    assert '"kind": "individual"' in packed.read(manifest).decode()


def test_an_officer_who_decides_nothing_takes_no_list_away(client, net):
    client.force_login(officer_as(Role.STATION_OFFICER, net.north))

    assert client.post(at("business_export"), {}).status_code == 403
