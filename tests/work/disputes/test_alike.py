"""Complaints that look alike: facts in words, links that can be taken back, nothing decided."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories.cases import Town, make_town, officer_of
from tests.factories.platform import row, send, write
from yingzhou.base.refusals import NotFound
from yingzhou.base.trail.models import Event
from yingzhou.work.disputes.actions import alike as actions
from yingzhou.work.disputes.choices import ComplaintState
from yingzhou.work.disputes.models import Complaint, DuplicateLink, RepeatNote
from yingzhou.work.disputes.queries import alike as queries
from yingzhou.work.disputes.rules import alike as rules

pytestmark = pytest.mark.django_db
PHONE = "13911112222"


@pytest.fixture
def town() -> Town:
    return make_town()


@pytest.fixture
def many(town: Town) -> list[Complaint]:
    """Six complaints by one telephone about three shops within a week, and one of somebody else."""
    rows = [
        row(
            at,
            联系电话=PHONE,
            投诉人="顾晚晴" if at % 2 else "顾小晴",
            被投诉企业名称=f"第{at % 3}号便利店",
            登记时间=f"2026-11-{10 + at}",
        )
        for at in range(1, 7)
    ]
    rows.append(row(9, 被投诉企业名称="别家", 投诉请求="换货", **{"问题描述/事实": "菜里有头发，店员态度差"}))
    write(send(rows, town.song), town.song)
    return list(Complaint.objects.order_by("received_on", "pk"))


def test_the_signals_are_counts_in_words_and_the_items_of_the_article(town: Town, many: list[Complaint]):
    told = queries.alike_for(viewer=town.song, pid=many[0].public_id)

    assert [(one.text, one.item) for one in told.signals] == [
        ("同一电话 90 天内 6 件，涉及 3 家", "第二项"),
        ("同一电话下有 2 个不同的姓名", "第四项"),
        ("与 5 件的文字相似达到 60%", "第二项"),
    ]
    assert [(one.same_phone, one.likeness) for one in told.found] == [(True, 100)] * 5


def test_one_that_is_like_no_other_has_no_signal(town: Town, many: list[Complaint]):
    alone = next(one for one in many if one.respondent_name == "别家")

    told = queries.alike_for(viewer=town.song, pid=alone.public_id)

    assert (told.signals, told.found) == ((), [])


def test_the_groups_show_a_masked_telephone_and_how_many(town: Town, many: list[Complaint]):
    told = queries.repeats(viewer=town.song, by="phone")

    assert [(one.label, one.count, one.traders) for one in told.groups] == [("139****2222", 6, 3)]


def test_a_link_says_why_and_can_be_taken_back_and_made_again(town: Town, many: list[Complaint]):
    first, second = many[0], many[1]
    link = actions.link_duplicate(pid=second.public_id, earlier=first.public_id, reason="同一小票", by=town.song)
    with pytest.raises(rules.LinkedAlready):
        actions.link_duplicate(pid=second.public_id, earlier=first.public_id, reason="又一次", by=town.song)
    actions.unlink_duplicate(pid=second.public_id, link=link.public_id, reason="看错了", by=town.song)
    actions.link_duplicate(pid=second.public_id, earlier=first.public_id, reason="核过小票", by=town.song)

    assert list(DuplicateLink.objects.order_by("pk").values_list("reason", "ended_reason")) == [
        ("同一小票", "看错了"),
        ("核过小票", ""),
    ]
    lines = Event.objects.filter(subject_id=second.public_id, verb__contains="duplicate").order_by("pk")
    assert [line.verb for line in lines] == ["complaint.link_duplicate", "complaint.unlink_duplicate", "complaint.link_duplicate"]
    second.refresh_from_db()
    assert second.state == ComplaintState.RECEIVED


@pytest.mark.parametrize(
    ("which", "reason", "refusal"),
    [
        pytest.param((1, 0), " ", rules.ReasonMissing, id="no reason"),
        pytest.param((0, 1), "同一件", rules.NotTheEarlier, id="the earlier one as the duplicate"),
        pytest.param((0, 0), "同一件", NotFound, id="with itself"),
    ],
)
def test_a_link_that_cannot_be_is_refused_and_nothing_is_written(town: Town, many: list[Complaint], which, reason, refusal):
    later, earlier = (many[at] for at in which)

    with pytest.raises(refusal):
        actions.link_duplicate(pid=later.public_id, earlier=earlier.public_id, reason=reason, by=town.song)

    assert not DuplicateLink.objects.exists()


def test_a_note_keeps_the_signals_as_they_stood_and_decides_nothing(town: Town, many: list[Complaint]):
    actions.note_repeat(pid=many[0].public_id, words="逐件看过小票，六件都是真买。", by=town.song)

    note = RepeatNote.objects.get()
    assert [one["code"] for one in note.signals] == ["phone", "phone_names", "words"]
    assert set(Complaint.objects.values_list("state", flat=True)) == {ComplaintState.RECEIVED}
    assert "13911112222" not in str(note.signals)


@pytest.mark.parametrize("who", ["lin", "chen", "shen", "leader", "village"])
def test_nobody_but_the_department_sees_or_notes(town: Town, many: list[Complaint], who: str):
    viewer = getattr(town, who)

    with pytest.raises(NotFound):
        queries.alike_for(viewer=viewer, pid=many[0].public_id)
    with pytest.raises(NotFound):
        actions.note_repeat(pid=many[0].public_id, words="看过", by=viewer)


def test_the_pages_show_facts_masked_and_keep_what_was_typed(town: Town, many: list[Complaint], client: Client):
    client.force_login(officer_of(town.song))
    address = reverse("desk:complaint_alike", args=[many[1].public_id])

    shown = client.get(address).content.decode()
    groups = client.get(reverse("desk:complaint_repeats")).content.decode()
    refused = client.post(
        reverse("desk:complaint_alike_link", args=[many[1].public_id]), {"earlier": many[0].public_id, "reason": ""}
    )
    silent = client.post(reverse("desk:complaint_alike_note", args=[many[1].public_id]), {"words": " "})
    client.post(reverse("desk:complaint_alike_link", args=[many[1].public_id]), {"earlier": many[0].public_id, "reason": "同票"})

    assert "同一电话 90 天内 6 件，涉及 3 家" in shown
    assert "139****2222" in groups
    assert [word for word in (PHONE, "顾晚晴", "顾小晴") if word in shown + groups] == []
    assert (refused.status_code, silent.status_code) == (422, 422)
    assert "还没有写理由" in refused.content.decode()
    assert "已认作重复" in client.get(address).content.decode()
    client.force_login(officer_of(town.lin))
    assert client.get(address).status_code == 403
