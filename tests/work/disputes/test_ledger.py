"""The national platform's ledger comes in, once."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.factories.cases import Town, make_town
from tests.factories.platform import HEADERS, book, decided, row, send, take_back, write
from yingzhou.base.refusals import NotAllowed
from yingzhou.base.staging.choices import State
from yingzhou.base.staging.models import Batch, SealedRows
from yingzhou.base.trail.models import Event
from yingzhou.work.cases import actions as cases
from yingzhou.work.cases.choices import Outcome, Stage
from yingzhou.work.cases.models import Case, Clock
from yingzhou.work.disputes.choices import ComplaintState, Ground
from yingzhou.work.disputes.models import Complainant, Complaint, PlatformRow, StagedComplaint
from yingzhou.work.disputes.queries import ledger as queries
from yingzhou.work.disputes.rules import blinds

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Town:
    return make_town()


def all_rows() -> dict[str, list]:
    """Everything an import writes, to be compared."""
    return {
        "complaints": list(Complaint.objects.order_by("pk").values()),
        "people": list(Complainant.objects.order_by("pk").values()),
        "rows": list(PlatformRow.objects.order_by("pk").values("complaint_id", "cells", "digest")),
        "cases": list(Case.objects.order_by("pk").values()),
        "clocks": list(Clock.objects.order_by("pk").values()),
    }


def test_a_row_becomes_a_complaint_with_its_number_matter_person_and_clock(town: Town):
    batch = write(send([row(7)], town.song), town.song)

    assert (batch.state, batch.count("written_new"), batch.count("errors")) == (State.COMMITTED, 1, 0)
    complaint = Complaint.objects.get()
    assert complaint.platform_number == "1310151002026000000000007"
    assert (complaint.received_on, complaint.state) == (date(2026, 11, 16), ComplaintState.RECEIVED)
    assert (complaint.amount, complaint.bought_on) == (Decimal("2680.50"), date(2026, 10, 1))
    assert (complaint.consents_publication, complaint.consents_delegation) == (False, True)
    person = complaint.complainants.get()
    assert (person.name, person.phone, person.address) == ("顾晚晴", "13900000007", "望潮村东路7号")
    assert complaint.case.stage == Stage.INTAKE
    clock = Clock.objects.get(about_id=complaint.public_id)
    assert (clock.figure, clock.due_strict, clock.stopped_on) == ("complaints.acceptance_days", date(2026, 11, 25), None)


def test_what_is_decided_in_the_file_has_no_open_clock_and_is_closed(town: Town):
    rows = [
        decided(1),
        decided(2, 办理状态="不予受理", 不予受理情形="超过三年", 终止日期=None, 办理结果=None),
        decided(3, 办理结果="终止调解：双方分歧大"),
    ]

    write(send(rows, town.song), town.song)

    told = Complaint.objects.order_by("pk").values_list("state", "ground", "case__stage", "case__outcome")
    assert list(told) == [
        (ComplaintState.PERFORMED, "", Stage.CLOSED, Outcome.DONE),
        (ComplaintState.DECLINED, Ground.TOO_LATE, Stage.CLOSED, Outcome.EXPLAINED),
        (ComplaintState.TERMINATED, "", Stage.CLOSED, Outcome.EXPLAINED),
    ]
    assert not Clock.objects.exists()


def test_a_complaint_received_before_order_121_lives_under_order_20(town: Town):
    accepted = {"办理状态": "调解中", "受理决定日期": "2026-04-16"}

    write(
        send([row(1, 登记时间="2026-04-14 23:59:59", **accepted), row(2, 登记时间="2026-04-15", **accepted)], town.song),
        town.song,
    )

    clocks = [Clock.objects.get(about_id=one.public_id) for one in Complaint.objects.order_by("pk")]
    assert [clock.due_strict for clock in clocks] == [date(2026, 6, 23), date(2026, 6, 15)]


def test_nothing_personal_waits_or_lies_in_the_clear(town: Town):
    batch = send([row(7)], town.song)

    waiting = str(list(StagedComplaint.objects.values())) + str(list(SealedRows.objects.values("body")))
    assert [word for word in ("顾晚晴", "13900000007", "望潮村东路7号") if word in waiting] == []
    write(batch, town.song)
    lying = str(list(PlatformRow.objects.values_list("digest", flat=True))) + str(
        [str(one.__dict__["cells"]) for one in PlatformRow.objects.all()]
    )
    assert [word for word in ("顾晚晴", "13900000007", "望潮村东路7号") if word in lying] == []
    assert not SealedRows.objects.exists()


def test_the_same_file_twice_changes_nothing(town: Town):
    rows = [row(number) for number in range(1, 8)] + [decided(9)]
    write(send(rows, town.song), town.song)
    before = all_rows()

    again = send(rows, town.song)

    assert (again.count("new"), again.count("changed"), again.count("unchanged")) == (0, 0, 8)
    assert all_rows() == before


def test_the_same_rows_in_columns_of_another_order_are_the_same(town: Town):
    write(send([row(1), row(2)], town.song), town.song)

    again = send(book([row(2), row(1)], list(reversed(HEADERS))), town.song)

    assert (again.count("new"), again.count("changed"), again.count("unchanged")) == (0, 0, 2)


def test_what_changed_is_shown_with_people_masked_and_written(town: Town):
    write(send([row(1), row(2)], town.song), town.song)

    batch = send([row(1, 联系电话="13700001111", 争议金额=99, 满意度="满意"), row(2)], town.song)

    shown = queries.rows_of(batch, "changed")
    assert {(one.label, one.before, one.after) for one in shown[0].differences} == {
        ("联系电话", "139****0001", "137****1111"),
        ("争议金额", "2680.5", "99"),
        ("满意度", " 未评价 ", "满意"),
    }
    write(batch, town.song)
    complaint = Complaint.objects.order_by("pk").first()
    assert (complaint.amount, complaint.complainants.get().phone) == (Decimal("99.00"), "13700001111")


def test_the_platform_moves_a_complaint_on_until_a_person_of_ours_has_decided(town: Town):
    write(send([row(1), row(2)], town.song), town.song)
    ours = Complaint.objects.order_by("pk").last()
    Complaint.objects.filter(pk=ours.pk).update(
        state=ComplaintState.ACCEPTED, decided_on=date(2026, 11, 17), decided_by=town.song.officer_id
    )

    write(send([decided(1), decided(2)], town.song), town.song)

    assert [one.state for one in Complaint.objects.order_by("pk")] == [ComplaintState.PERFORMED, ComplaintState.ACCEPTED]
    stopped = Clock.objects.get(about_id=Complaint.objects.order_by("pk").first().public_id)
    assert stopped.stopped_on == date(2026, 11, 18)


@pytest.mark.parametrize(
    ("cells", "column", "why"),
    [
        pytest.param({"登记编号": None}, "number", "必填", id="no number, no identity"),
        pytest.param({"登记时间": "昨天"}, "received_on", "认不出是哪一天", id="a day that is none"),
        pytest.param({"办理状态": "已受理"}, "decided_on", "没有受理决定日期", id="accepted, but when"),
        pytest.param(
            {"办理状态": "不予受理", "受理决定日期": "2026-11-17"}, "ground", "没有写哪一种情形", id="declined, but why"
        ),
        pytest.param({"办理状态": "在路上"}, "state", "认不出的办理状态", id="a state nobody knows"),
        pytest.param({"受理决定日期": "2026-11-01", "办理状态": "已受理"}, "decided_on", "早于收到日期", id="before it came"),
    ],
)
def test_a_row_that_says_too_little_is_held_back_with_the_reason(town: Town, cells, column, why):
    batch = send([row(1, **cells), row(2)], town.song)

    told = queries.problems(batch)
    assert [(one.row, one.column) for one in told] == [(2, column)]
    assert why in told[0].message
    assert write(batch, town.song).count("written_new") == 1


def test_one_number_twice_in_a_file_is_held_back(town: Town):
    batch = send([row(1), row(1, 投诉请求="别的")], town.song)

    assert [(one.row, one.message) for one in queries.problems(batch)] == [(3, "与第 2 行编号相同；一件只留一行")]


def test_taking_back_leaves_the_ledger_as_it_was(town: Town):
    write(send([row(1), decided(2)], town.song), town.song)
    before = all_rows()
    second = write(send([decided(1), decided(2, 争议金额=1), row(3)], town.song), town.song)

    take_back(second, town.song)

    after = all_rows()
    assert [second.state for second in [Batch.objects.latest("pk")]] == [State.UNDONE]
    assert {name: after[name] for name in ("complaints", "people", "rows", "cases")} == {
        name: before[name] for name in ("complaints", "people", "rows", "cases")
    }
    running = Clock.objects.filter(stopped_on__isnull=True)
    assert [clock.figure for clock in running] == ["complaints.acceptance_days"]


def test_a_complaint_somebody_has_worked_on_is_left_and_named(town: Town):
    batch = write(send([row(1), row(2)], town.song), town.song)
    touched = Complaint.objects.order_by("pk").first()
    cases.add_note(case=touched.case, words="打了电话，没人接。", by=town.song)

    done = take_back(batch, town.song)

    assert (done.count("removed"), done.count("left")) == (1, 1)
    assert [(one.number, one.why) for one in queries.leftovers(done)] == [(touched.platform_number, "changed")]


def test_the_trail_has_a_line_for_each_complaint_and_nothing_personal(town: Town):
    write(send([row(1), row(2)], town.song), town.song)

    lines = Event.objects.filter(subject_kind="disputes.complaint")
    assert [line.verb for line in lines] == ["complaint.register"] * 2
    everything = str(list(Event.objects.values_list("facts", flat=True)))
    assert "顾晚晴" not in everything
    assert "139000" not in everything


@pytest.mark.parametrize("who", ["lin", "shen", "leader", "village"])
def test_only_the_department_imports(town: Town, who: str):
    with pytest.raises(NotAllowed):
        send([row(1)], getattr(town, who))

    assert not Batch.objects.exists()


def test_how_mediation_ended_is_read_from_the_words_of_the_file(town: Town):
    rows = [
        decided(at, 办理状态="终止调解", 办理结果=words)
        for at, words in enumerate(["双方分歧大", "店家明确拒绝调解", "说不清"], start=1)
    ]

    write(send(rows, town.song), town.song)

    told = Complaint.objects.order_by("pk").values_list("termination", flat=True)
    assert list(told) == ["no_agreement", "absent", "other"]


def test_a_phone_and_an_address_are_blinded_without_what_people_put_between():
    assert (blinds.phone_digits("139-0000 1234"), blinds.address_key("望潮村 东路\t3号")) == ("13900001234", "望潮村东路3号")
