from __future__ import annotations

from datetime import date
from typing import Any

from tests.factories.cases import dispatched, make_town
from tests.factories.clocks import approve_year, make_clock
from tests.factories.jobs import scene
from tests.factories.liaison import shop_at
from tests.factories.mediation import refund, signed
from tests.factories.network import make_net, make_obligation_type, officer_as, viewer_as
from tests.factories.plans import make_team, next_monday
from tests.factories.registry import make_business, seat
from tests.factories.tipoffs import being_checked
from yingzhou.base.clock import today
from yingzhou.work.accounts.choices import Role
from yingzhou.work.liaison.actions import ask_proposal
from yingzhou.work.visits.actions import plan as actions


@scene("network.raise_obligations")
def a_net_with_one_agreement() -> dict[str, Any]:
    make_net()
    make_obligation_type()
    return {}


@scene("cases.remind_due")
@scene("cases.escalate_overdue")
@scene("cases.erase_raisers")
def a_matter_on_its_way() -> dict[str, Any]:
    dispatched(make_town())
    return {}


@scene("disputes.erase_informants")
def a_report_being_checked() -> dict[str, Any]:
    being_checked(make_town())
    return {}


@scene("disputes.remind_performance")
@scene("disputes.ask_performance")
def a_promise_to_be_kept_tomorrow() -> dict[str, Any]:
    signed(make_town(), terms=[refund(days=1)])
    return {}


@scene("cases.recompute_clocks")
def a_clock_that_leans_on_a_year_just_approved() -> dict[str, Any]:
    make_clock(began_on=date(2026, 11, 20))
    approve_year(2027)
    return {"year": 2027}


@scene("search.refresh")
def a_business_to_be_found() -> dict[str, Any]:
    make_business("芦苇饭店")
    return {}


@scene("registry.follow_villages")
def a_village_that_stands_elsewhere_than_its_shop_says() -> dict[str, Any]:
    net = make_net()
    seat(make_business("芦花一号"), net.south, net.reed)
    return {}


@scene("accounts.sweep_sessions")
@scene("evidence.sweep")
@scene("staging.sweep")
def nothing_left_over() -> dict[str, Any]:
    make_net()
    return {}


@scene("visits.compute_plan")
def a_week_asked_for() -> dict[str, Any]:
    team = make_team(shops=1)
    plan = actions.make_plan(station=team.station, monday=next_monday(), by=team.viewer)
    return {"plan_id": plan.pk}


@scene("liaison.compute_proposal")
def a_district_to_spread() -> dict[str, Any]:
    net = make_net()
    leader = viewer_as(Role.BUREAU_LEADER, net.bureau)
    officer_as(Role.LIAISON, net.north)
    shop_at(net.north)
    return {"proposal_id": ask_proposal(station=None, since=today(), by=leader).pk}


@scene("visits.train_model")
def nothing_to_learn_from_yet() -> dict[str, Any]:
    return {}
