"""Stars: what records count, who may look, who may award, and that a snapshot stays as it was sealed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.db import InternalError, ProgrammingError, transaction

from tests.factories.network import viewer_as
from tests.factories.studios import Place, make_place, make_point, settled
from yingzhou.base.clock import now, today
from yingzhou.base.figures import reading, writing
from yingzhou.base.refusals import NotFound
from yingzhou.base.trail.models import Event
from yingzhou.rulebook import figure
from yingzhou.work.accounts.choices import Role
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.cases.choices import Answer
from yingzhou.work.disputes.actions import stars as acts
from yingzhou.work.disputes.actions.rubrics import approve_rubric, enter_rubric
from yingzhou.work.disputes.choices import AppealState, CheckKind
from yingzhou.work.disputes.models import PointCheck, StarAppeal, StarAward
from yingzhou.work.disputes.queries import points
from yingzhou.work.disputes.queries.grading import graded, grading_on
from yingzhou.work.disputes.queries.pressing_points import pressing_points
from yingzhou.work.disputes.queries.rubrics import rubric_text, rubric_view
from yingzhou.work.disputes.rules import stars as rules
from yingzhou.work.liaison.choices import PointKind
from yingzhou.work.overview.queries.todo import todo

pytestmark = pytest.mark.django_db

SEEN = {"signboard": acts.Seen(1), "room": acts.Seen(1), "ledger": acts.Seen(1)}


@pytest.fixture
def place() -> Place:
    return make_place()


@pytest.fixture
def awarder(place: Place) -> Viewer:
    return viewer_as(Role.DEPARTMENT, place.town.net.bureau, "顾明")


def values(place: Place) -> dict[str, Any]:
    return {name: one.value for name, one in graded(place.point).counted.items()}


def test_a_new_point_counts_its_door_and_its_mediator_and_says_what_is_unknown(place: Place):
    assert values(place) == {
        "door": 1,
        "mediators": 1,
        "signboard": None,
        "room": None,
        "settled_in_time": 0,
        "settled_share": None,
        "median_days": None,
        "performed_share": None,
        "solved_share": None,
        "online": 0,
        "training": None,
        "outreach": None,
        "ledger": None,
    }


def test_records_count_what_was_sat_down_over_at_the_point(place: Place):
    settled(place, days=10)
    settled(place, days=61)
    settled(place, days=20, kept=False, answer=Answer.UNSOLVED)
    settled(place, days=30, online=True, answer=None)
    settled(place, days=5, ago=500)
    found = values(place)

    assert (found["settled_in_time"], found["settled_share"], found["median_days"]) == (3, 100, 25)
    assert (found["performed_share"], found["online"]) == (75, 1)
    assert found["solved_share"] == 75


def test_fewer_than_three_make_no_share_and_no_median(place: Place):
    settled(place)
    settled(place)
    found = values(place)

    assert (found["settled_in_time"], found["settled_share"], found["median_days"], found["performed_share"]) == (
        2,
        None,
        None,
        None,
    )


def test_each_number_leads_to_its_rows(place: Place):
    settled(place, days=61)
    mediation = settled(place, days=10)
    shown = points.evidence_of(place.town.song, place.point.public_id, "settled_in_time")

    assert [(row.text, row.counts) for row in shown.rows] == [
        (mediation.dispute.case.number if row.counts else row.text, row.counts) for row in shown.rows
    ]
    assert sorted(row.counts for row in shown.rows) == [False, True]
    assert shown.may_open == {row.case for row in shown.rows}
    assert points.evidence_of(place.town.chen, place.point.public_id, "settled_in_time").may_open == frozenset()


def test_the_gap_is_said_in_plain_words(place: Place):
    shown = graded(place.point)

    assert shown.score.stars == 0
    assert shown.gap.endswith("，就到一星")
    assert "再" in shown.gap


def test_the_sentence_of_the_article_reads_as_people_speak(place: Place):
    grading = grading_on(today())
    from_engine = graded(place.point).score.gap
    assert from_engine is not None
    road = type(from_engine.roads[0])
    gap = type(from_engine)(4, 9, (road("settled_in_time", 7, 10, 4, False), road("door", None, 1, 5, True)))

    assert rules.gap_in_words(grading, gap, "zh-hans") == "再有 3 件在 60 日内办结，并把营业时间和电话贴出来，就到四星"


def test_the_village_checks_itself_and_the_assessor_has_the_last_word(place: Place):
    acts.check_self(point=place.point, seen={"training": acts.Seen(16), "signboard": acts.Seen(1)}, by=place.town.village)
    assert (values(place)["training"], values(place)["signboard"]) == (16, None)

    acts.assess(point=place.point, seen={"training": acts.Seen(8), "signboard": acts.Seen(1)}, by=place.town.song)
    acts.check_self(point=place.point, seen={"training": acts.Seen(40)}, by=place.town.village)

    assert (values(place)["training"], values(place)["signboard"]) == (8, 1)
    assert PointCheck.objects.filter(kind=CheckKind.ASSESSOR).count() == 1


def test_nobody_assesses_what_they_keep(place: Place):
    for somebody in (place.town.lin, place.town.village, place.xu):
        with pytest.raises(rules.NotForThisPoint):
            acts.assess(point=place.point, seen=SEEN, by=somebody)

    assert PointCheck.objects.count() == 0


def test_stars_are_awarded_by_another_than_the_assessor_with_a_sealed_snapshot(place: Place, awarder: Viewer):
    for _ in range(3):
        settled(place)
    acts.check_self(point=place.point, seen={"training": acts.Seen(16), "outreach": acts.Seen(4)}, by=place.town.village)
    acts.assess(point=place.point, seen=SEEN, by=place.town.song)
    with pytest.raises(rules.AwardedByTheAssessor):
        acts.award_stars(point=place.point, by=place.town.song)
    assert StarAward.objects.count() == 0

    award = acts.award_stars(point=place.point, by=awarder)

    line = Event.objects.get(verb="point.award")
    assert (award.stars, award.until) == (4, date(today().year + 2, today().month, today().day))
    assert line.facts["digest"] == award.digest == rules.digest_of(award.snapshot)
    assert award.snapshot["facts"]["settled_in_time"]["value"] == 3
    assert points.award_view(awarder, award.public_id).is_intact


def test_an_award_needs_a_visit_and_evidence(place: Place, awarder: Viewer):
    with pytest.raises(rules.NotAssessed, match="90"):
        acts.award_stars(point=place.point, by=awarder)
    acts.assess(point=place.point, seen={}, by=place.town.song)
    with pytest.raises(rules.StarsNotReached):
        acts.award_stars(point=place.point, by=awarder)

    assert StarAward.objects.count() == 0


def test_what_was_awarded_is_never_changed_or_deleted(place: Place, awarder: Viewer):
    award = awarded(place, awarder)

    for change in (lambda: StarAward.objects.update(stars=5), lambda: StarAward.objects.filter(pk=award.pk).delete()):
        with pytest.raises((InternalError, ProgrammingError), match="only grows"), transaction.atomic():
            change()

    award.refresh_from_db()
    assert award.stars < 5


def test_later_records_change_no_award(place: Place, awarder: Viewer):
    award = awarded(place, awarder)
    before = points.award_view(awarder, award.public_id)
    for _ in range(3):
        settled(place)

    after = points.award_view(awarder, award.public_id)

    assert (after.total, after.is_intact) == (before.total, True)
    assert graded(place.point).score.total > after.total


def test_an_appeal_is_decided_by_a_third_person_and_upheld_stars_end(place: Place, awarder: Viewer):
    award = awarded(place, awarder)
    appeal = acts.appeal_stars(point=place.point, award=award, words="培训没有算进去", by=place.town.village)
    with pytest.raises(rules.AppealWaits):
        acts.appeal_stars(point=place.point, award=award, words="再说一次", by=place.town.lin)
    with pytest.raises(rules.AppealByAnother):
        acts.decide_appeal(appeal=appeal, upheld=True, answer="算", by=awarder)
    assert StarAppeal.objects.get().state == AppealState.OPEN

    acts.decide_appeal(appeal=appeal, upheld=True, answer="签到补齐了，重新评。", by=place.town.song)

    assert points.award_of(place.point, on=today()) is None
    with pytest.raises(rules.AppealDecided):
        acts.decide_appeal(appeal=appeal, upheld=False, answer="又不算", by=place.town.song)


def test_stars_end_by_themselves(place: Place, awarder: Viewer):
    award = awarded(place, awarder)

    assert points.award_of(place.point, on=award.until - timedelta(days=1)) == award
    assert points.award_of(place.point, on=award.until) is None


def test_a_party_building_point_has_no_stars(place: Place):
    point = make_point(place.town, kind=PointKind.PARTY_BUILDING)

    assert points.point_view(place.town.lin, point.public_id).graded is None
    with pytest.raises(rules.NotGraded):
        acts.check_self(point=point, seen={}, by=place.town.village)


def test_points_are_seen_by_their_station_their_village_their_mediator_and_the_bureau(place: Place):
    town = place.town
    for viewer in (town.lin, town.chen, town.village, place.xu, town.song, town.leader):
        assert points.point_in_scope(viewer, place.point.public_id) == place.point
    for viewer in (town.he, town.shen):
        with pytest.raises(NotFound):
            points.point_in_scope(viewer, place.point.public_id)


def test_the_list_is_narrowed_by_stars_and_by_what_ends_soon(place: Place, awarder: Viewer):
    other = make_point(place.town)
    award = awarded(place, awarder)

    def named(**asked: Any) -> list[str]:
        return [row.point.name for row in points.point_list(place.town.lin, **asked).rows]

    assert named(stars=award.stars) == [place.point.name]
    assert named(stars=0) == [other.name]
    assert named(ending=True) == []


def test_the_bureau_puts_its_own_rubric_in_the_place_of_the_template(place: Place):
    told = figure("stars.rubric", on=today()).value
    own = {**told, "version": "本区办法 2026-1", "stars": [{"stars": 1, "points": 1}]}
    entered = writing.enter(name="stars.rubric", since=today(), value=own, source="本局文件", by=place.town.song)
    assert grading_on(today()).version == "通用模板 1"

    writing.approve(figure=entered.public_id, by=place.town.leader)

    assert grading_on(today()).version == "本区办法 2026-1"
    assert (graded(place.point).score.stars, graded(place.point).gap) == (1, "")
    assert reading.figure("stars.rubric", on=today() - timedelta(days=1)).value["version"] == "通用模板 1"


@pytest.mark.parametrize(
    ("change", "where"),
    [({"months_back": 0}, "months_back"), ({"version": ""}, "version"), ({"groups": {}}, "door"), ({"items": []}, "items")],
)
def test_a_rubric_that_cannot_be_followed_is_refused_with_the_place(change: dict[str, Any], where: str):
    shipped = figure("stars.rubric", on=today())
    broken = type(shipped)(**{**shipped.__dict__, "value": {**shipped.value, **change}})

    with pytest.raises(rules.RubricUnreadable, match=where):
        rules.read_grading(broken)


def awarded(place: Place, awarder: Viewer) -> StarAward:
    acts.assess(point=place.point, seen=SEEN, by=place.town.song)
    return acts.award_stars(point=place.point, by=awarder)


def test_the_award_is_told_on_one_numbered_paper(place: Place, awarder: Viewer):
    award = awarded(place, awarder)

    paper = acts.print_award(award=award, by=awarder)
    again = acts.print_award(award=award, by=awarder)

    assert paper == again
    assert place.point.name in paper.title
    assert points.award_view(place.town.lin, award.public_id).papers == (paper,)
    assert not points.may_see_award(place.town.he, award.public_id)
    with pytest.raises(rules.NotForThisPoint):
        acts.print_award(award=award, by=place.town.lin)


def test_a_rubric_is_handed_in_by_one_and_approved_by_another(place: Place):
    text = rubric_text().replace("通用模板 1", "本区办法 2026-1").encode()

    entered = enter_rubric(text=text, since=today(), source="本局文件", by=place.town.song)
    with pytest.raises(writing.ApprovedByTheSame):
        approve_rubric(figure=entered.public_id, by=place.town.song)
    assert grading_on(today()).version == "通用模板 1"

    approve_rubric(figure=entered.public_id, by=place.town.leader)
    assert [version for version, *_ in rubric_view(place.town.lin).versions] == ["本区办法 2026-1", "通用模板 1"]


@pytest.mark.parametrize("text", [b"- 1", b"items: [1]", b"{", b"\xff\xfe", b"version: 1"])
def test_a_file_that_is_no_rubric_is_refused_and_nothing_waits(place: Place, text: bytes):
    with pytest.raises(rules.RubricUnreadable):
        enter_rubric(text=text, since=today(), source="本局文件", by=place.town.song)

    assert rubric_view(place.town.song).waiting == ()


def test_stars_that_end_soon_and_waiting_appeals_stand_in_the_list_of_things_to_do(place: Place, awarder: Viewer):
    with time_machine.travel(now() - timedelta(days=700)):
        award = awarded(place, awarder)
    acts.appeal_stars(point=place.point, award=award, words="培训没有算进去", by=place.town.village)

    assert [one.until for one in pressing_points(place.town.lin)] == [award.until]
    assert [one.until for one in pressing_points(place.town.song)] == [award.until, None]
    assert [item.about for group in todo(viewer=place.town.lin).groups for item in group.items] == [place.point.name]
    assert pressing_points(place.town.he) == []
