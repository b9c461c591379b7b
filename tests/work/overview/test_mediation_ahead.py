"""Mediation in the lists people work from, and in the life of a business."""

from __future__ import annotations

import pytest

from tests.factories.cases import Town, make_town
from tests.factories.mediation import asked, first_part, planned, refund, signed
from yingzhou.base.actors import Visitor
from yingzhou.work.disputes.actions import mediation as actions
from yingzhou.work.disputes.choices import Means, Performance
from yingzhou.work.overview.queries.timeline import timeline_of
from yingzhou.work.overview.queries.todo import todo

pytestmark = pytest.mark.django_db
CONSUMER = Visitor("portal")


@pytest.fixture
def town(db: None) -> Town:
    return make_town()


def titles(town: Town, viewer: object) -> list[str]:
    found = todo(viewer=viewer)  # type: ignore[arg-type]
    return [item.title.split("：")[0] for group in found.groups for item in group.items if item.page == "desk:mediation"]


def test_a_session_of_today_is_for_its_handler_and_its_mediator(town: Town) -> None:
    planned(town)

    assert titles(town, town.shen) == ["今天有一场调解"]
    assert titles(town, town.chen) == ["今天有一场调解"]
    assert titles(town, town.he) == []


def test_a_link_without_an_answer_a_day_that_is_near_and_a_broken_promise_are_for_the_handler(town: Town) -> None:
    actions.invite_merchant(mediation=asked(town), shows_name=False, by=town.shen)
    assert titles(town, town.shen) == ["等店家回话"]
    settlement = signed(town, terms=[refund(days=1)])
    assert sorted(titles(town, town.shen)) == ["等店家回话", "说定的快到日子"]

    actions.mark_broken(installment=first_part(settlement), means=Means.CODE, by=CONSUMER)

    assert sorted(titles(town, town.shen)) == ["等店家回话", "说定的没有做到"]


def test_the_life_of_a_business_says_that_it_was_kept_and_nothing_of_the_consumer(town: Town) -> None:
    settlement = signed(town)
    actions.confirm_performance(
        installment=first_part(settlement), kept=Performance.KEPT, means=Means.CODE, words="顾清禾收到了", by=CONSUMER
    )

    told = timeline_of(town.shop, town.lin, contacts=[], strand="cases").entries

    assert {"调解谈成了", "调解成了，已履行"} <= {str(entry.title) for entry in told}
    assert [entry for entry in told if "顾清禾" in f"{entry.title}{entry.text}"] == []
