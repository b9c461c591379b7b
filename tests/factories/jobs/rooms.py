from __future__ import annotations

from datetime import date
from typing import Any

from tests.factories.cases import dispatched, make_town
from tests.factories.clocks import approve_year, make_clock
from tests.factories.jobs import scene
from tests.factories.mediation import refund, signed
from tests.factories.network import make_net, make_obligation_type
from tests.factories.registry import make_business, seat
from tests.factories.tipoffs import being_checked


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
