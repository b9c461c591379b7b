"""The demonstration: as if the rooms' own actions had made it, and always the same."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import override_settings

from demo import world
from yingzhou.base.actors import SYSTEM
from yingzhou.base.clock import now, today
from yingzhou.base.staging.choices import State
from yingzhou.base.staging.models import Batch
from yingzhou.base.trail.models import Event
from yingzhou.engines.identifiers import uscc
from yingzhou.work.accounts.choices import Role
from yingzhou.work.accounts.models import Officer
from yingzhou.work.cases.choices import Answer, Made, Stage
from yingzhou.work.cases.models import Case, Extension, Move, OutcomeAnswer
from yingzhou.work.cases.queries import is_proof_of_round, papers_of, pressing
from yingzhou.work.disputes.models import Complaint, MediationStudio, StarAward, Tipoff
from yingzhou.work.disputes.rules.stars import digest_of
from yingzhou.work.liaison.models import Contact, ContactPoint
from yingzhou.work.network.actions import load_district, raise_obligations
from yingzhou.work.network.choices import Kind, Proof
from yingzhou.work.network.models import Grid, Leave, Obligation, Organization, Posting
from yingzhou.work.network.queries import in_force, locator, viewer_for
from yingzhou.work.network.queries.grids import cells_by_grid
from yingzhou.work.network.queries.obligations import report_lines
from yingzhou.work.registry.models import Business, Seat

LUTING = Path(__file__).parents[1] / "data/districts/luting"
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker, tmp_path_factory):
    """One world for all tests here, taken back at the end."""
    with django_db_blocker.unblock(), override_settings(DATA_DIR=tmp_path_factory.mktemp("demo")), transaction.atomic():
        load_district(LUTING, by=SYSTEM)
        yield world.load(by=SYSTEM, scale=0.02)
        transaction.set_rollback(True)


@pytest.fixture
def loaded(made, db):
    return made


def test_loading_twice_is_once(loaded):
    before = Counter((Business.objects.count(), Officer.objects.count(), Case.objects.count(), Event.objects.count()))

    again = world.load(by=SYSTEM, scale=0.02)

    assert again == world.Loaded()
    assert Counter((Business.objects.count(), Officer.objects.count(), Case.objects.count(), Event.objects.count())) == before


def test_everything_is_flagged_as_invented(loaded):
    assert (loaded.businesses, loaded.matters) == (400, 60)
    assert not Business.objects.filter(is_demo=False).exists()
    assert not Case.objects.filter(is_demo=False).exists()
    assert not Officer.objects.filter(is_demo=False).exists()


def test_every_code_holds_and_begins_with_a_region_nobody_has(loaded):
    codes = list(Business.objects.values_list("uscc", flat=True))

    assert {uscc.check(code).valid for code in codes} == {True}
    assert {code[2:8] for code in codes} == {"990000"}


def test_every_premises_leads_to_the_village_the_business_is_seated_at(loaded):
    places = locator(on=today())
    found = [
        (places.locate(business.premises.get().address).community_id, business.community_id)
        for business in Business.objects.prefetch_related("premises")[:200]
    ]

    assert [pair for pair in found if pair[0] not in (None, pair[1])] == []


def test_every_business_has_one_seat_that_its_row_repeats(loaded):
    seats = {seat.business_id: (seat.station_id, seat.community_id) for seat in Seat.objects.all()}

    assert seats == {row.pk: (row.station_id, row.community_id) for row in Business.objects.all()}


def test_every_row_has_the_lines_its_action_writes(loaded):
    verbs = Counter(Event.objects.values_list("verb", flat=True))

    assert verbs["business.register"] == verbs["business.seat"] == verbs["contact.add"] == Business.objects.count()
    assert verbs["contact.assign"] == Contact.objects.count()
    assert sum(verbs[f"case.{name}"] for name in Made) == Move.objects.count()


def test_no_line_is_of_the_future_and_their_order_is_that_of_time(loaded):
    moments = list(Event.objects.filter(verb__startswith="case.").order_by("id").values_list("at", flat=True))

    assert moments == sorted(moments)
    assert moments[-1] <= now()


def test_a_liaison_looks_after_businesses_of_the_own_station_only_and_under_the_cap(loaded):
    posted = dict(Officer.objects.values_list("pk", "postings__organization_id"))

    assert [c.pk for c in Contact.objects.select_related("business") if posted[c.officer_id] != c.business.station_id] == []
    assert max(Counter(Contact.objects.values_list("officer_id", flat=True)).values()) <= 250


def test_every_matter_stands_where_its_last_move_left_it_and_was_closed_on_evidence_by_another(loaded):
    for case in Case.objects.exclude(kind="complaint").prefetch_related("moves"):
        moves = sorted(case.moves.all(), key=lambda move: move.pk)
        assert moves[-1].after == case.stage
        assert [move.at for move in moves] == sorted(move.at for move in moves)
        if case.stage == Stage.CLOSED:
            assert moves[-1].officer_id != case.handler_id
            assert any(is_proof_of_round(paper, moves) for paper in papers_of(case))


def test_what_is_open_is_of_these_weeks_but_for_what_the_clock_put_before_the_head(loaded):
    old = Case.objects.exclude(stage=Stage.CLOSED).filter(received_at__lt=now() - timedelta(days=61))

    assert 1 <= old.count() <= 2
    assert {case.moves.filter(name=Made.ESCALATE).count() for case in old} == {1}


def test_there_is_a_bit_of_every_trouble(loaded):
    intake = Case.objects.filter(stage=Stage.INTAKE)

    assert intake.count() >= 5
    assert Move.objects.filter(case__in=intake, name=Made.SEND_BACK).count() == 1
    assert Extension.objects.filter(decided_at__isnull=True).exists()
    assert Move.objects.filter(name=Made.REOPEN).count() == OutcomeAnswer.objects.exclude(answer=Answer.SOLVED).count() > 0
    assert pressing(viewer=viewer_for(Officer.objects.get(username="demo-lianluo"), on=today()))


def test_the_clock_and_the_daily_jobs_find_nothing_undone_but_yesterday(loaded):
    late = Case.objects.exclude(stage=Stage.CLOSED).filter(due_on__lt=today() - timedelta(days=1))

    assert not late.exclude(moves__name=Made.ESCALATE).exists()


def test_a_checked_file_waits_with_its_faults_and_nothing_of_it_is_written(loaded):
    batch = Batch.objects.get()

    assert batch.state == State.CHECKED
    assert batch.count("rows") == 26
    assert batch.count("error_rows") == 3
    assert loaded.businesses == Business.objects.count()


def test_what_was_owed_is_what_the_daily_job_would_raise_and_was_done_in_its_time(loaded):
    verbs = Counter(Event.objects.values_list("verb", flat=True))
    done = Obligation.objects.filter(fulfilled_on__isnull=False)

    assert raise_obligations(on=today(), by=SYSTEM) == 0
    assert (verbs["obligation.fulfill"], verbs["obligation.acknowledge"]) == (
        done.count(),
        done.filter(acknowledged_on__isnull=False).count(),
    )
    assert done.count() > Obligation.objects.count() / 2
    assert not done.filter(type__proof=Proof.FILE, exhibits__isnull=True).exists()
    assert not done.exclude(fulfilled_on__lt=today()).exists()


def test_a_report_says_what_was_done_between_the_two_in_its_period(loaded):
    reports = Obligation.objects.filter(type__proof=Proof.REPORT, fulfilled_on__isnull=False, period_until__lt=today())

    assert [[line["count"] for line in one.report] for one in reports] == [
        [line.count for line in report_lines(one)] for one in reports
    ]


def test_the_net_has_a_hole_on_purpose_and_two_grids_that_the_seats_repeat(loaded):
    heads = Posting.objects.filter(role=Role.STATION_HEAD).values("organization")
    stations = Organization.objects.filter(kind=Kind.STATION)
    seat = Seat.objects.select_related("community").first()

    assert stations.exclude(pk__in=heads).count() == 1
    assert list(Grid.objects.order_by("code").values_list("name", flat=True)) == ["社区网格", "监管网格"]
    assert seat.cells == cells_by_grid(seat.community, on=today())


def test_somebody_is_away_and_somebody_stands_in_at_the_same_station(loaded):
    leave = Leave.objects.get(in_force(today()))
    at = Posting.objects.filter(officer__in=(leave.officer, leave.deputy)).values_list("organization", flat=True)

    assert leave.deputy.username == "demo-lianluo"
    assert len(set(at)) == 1


def test_numbers_have_no_gaps_and_the_counters_stand_at_the_last(loaded):
    with connection.cursor() as cursor:
        cursor.execute("SELECT sum(last) FROM numbering_series WHERE name LIKE 'cases.%'")
        assert cursor.fetchone()[0] == Case.objects.count()


def test_there_is_one_log_in_for_every_role_and_its_password_is_written_once(loaded):
    lines = (settings.DATA_DIR / "demo-logins.txt").read_text("utf-8").splitlines()
    password = lines[0].split()[-1]
    world.load(by=SYSTEM, scale=0.02)

    assert len(lines) == 12
    assert {line.split()[-1] for line in lines} == {password}
    assert Officer.objects.get(username="demo-zhanzhang").check_password(password)
    others = Officer.objects.exclude(username__in=[line.split()[1] for line in lines])
    assert {officer.has_usable_password() for officer in others} == {False}


def test_points_have_studios_a_diary_and_stars_that_verify(loaded):
    awards = list(StarAward.objects.all())

    assert ContactPoint.objects.filter(is_demo=True).count() == 6
    assert MediationStudio.objects.filter(is_demo=True).count() == 3
    assert all(digest_of(award.snapshot) == award.digest for award in awards)


def test_complaints_stand_at_several_places_of_their_way_and_every_dispute_has_its_purchase(loaded):
    states = set(Complaint.objects.values_list("state", flat=True))

    assert {"received", "performed"} <= states
    assert Complaint.objects.filter(case__is_demo=False).count() == 0
    assert Case.objects.filter(kind="dispute", dispute=None).count() == 0
    assert Tipoff.objects.count() > 0
