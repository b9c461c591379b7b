"""What follows from a visit: a finding becomes a hazard, an open hazard is looked at again, and no record is lost over it."""

from __future__ import annotations

from uuid import uuid4

import pytest

from tests.factories.visits import a_visit, finding, make_beat
from yingzhou.base.trail.models import Event
from yingzhou.work.hazards.choices import State
from yingzhou.work.hazards.models import Hazard
from yingzhou.work.visits import rules
from yingzhou.work.visits.models import Finding, Visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def beat():
    return make_beat()


def test_a_finding_becomes_a_hazard_of_the_item_its_checklist_names(beat):
    told = a_visit(beat, findings=[finding(item="catering.fridge", text="冰箱里食品没有加盖", grade="serious")])

    hazard = Hazard.objects.get()
    assert told.hazards == (hazard.public_id,)
    assert (hazard.item, hazard.text, hazard.source, hazard.source_id) == (
        "fridge_warm",
        "冰箱里食品没有加盖",
        "visit",
        told.visit,
    )
    assert (hazard.found_by, hazard.state) == (beat.liaison, State.FIXING)


def test_an_item_the_catalogue_does_not_know_is_written_out(beat):
    a_visit(beat, findings=[finding(item="", text="招牌快要掉下来", grade="")])

    assert (Hazard.objects.get().item, Hazard.objects.get().item_words) == ("other", "招牌快要掉下来")


def test_an_open_hazard_is_looked_at_again(beat):
    a_visit(beat, findings=[finding()])
    hazard = Hazard.objects.get()

    told = a_visit(beat, aim="recheck", findings=[finding(hazard=str(hazard.public_id), text="", fixed=False)])

    assert Hazard.objects.get().rechecks.get().passed is False
    assert told.hazards == (hazard.public_id,)
    assert Finding.objects.get(visit__public_id=told.visit).is_fixed is False


def test_a_hazard_that_was_closed_meanwhile_costs_no_record(beat):
    a_visit(beat, findings=[finding()])
    hazard = Hazard.objects.get()
    again = finding(hazard=str(hazard.public_id), text="", fixed=True)
    a_visit(beat, findings=[again])

    a_visit(beat, findings=[finding(hazard=str(hazard.public_id), text="", fixed=True)])

    assert Visit.objects.count() == 3
    assert Hazard.objects.get().rechecks.count() == 1
    assert Event.objects.filter(verb="visit.recheck_refused").count() == 1


def test_a_hazard_of_another_business_is_named_as_the_fault(beat):
    with pytest.raises(rules.NotUnderstood) as caught:
        a_visit(beat, findings=[finding(hazard=str(uuid4()), fixed=True)])

    assert [fault.field for fault in caught.value.faults] == ["findings.0.hazard"]
    assert not Visit.objects.exists()
