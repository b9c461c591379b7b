"""Registering, correcting, changing the standing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.factories.registry import make_business
from yingzhou.base.actors import Agent
from yingzhou.base.trail.models import Event
from yingzhou.work.registry.actions.businesses import correct_business, override_uscc, register_business, set_status
from yingzhou.work.registry.choices import Status
from yingzhou.work.registry.models import Business, Change, FormerName
from yingzhou.work.registry.rules.codes import CodeTaken, DoubtfulCode
from yingzhou.work.registry.rules.corrections import (
    ChangedMeanwhile,
    Correction,
    FormOfAnother,
    NothingChanged,
    UnknownIndustry,
)
from yingzhou.work.registry.rules.standing import StatusNeedsReason

pytestmark = pytest.mark.django_db

CLERK = Agent("clerk")
GOOD = "91310000132207927C"
#: A real code of an early pilot area: on the licence, and yet its check digit is wrong.
PILOT = "91350211M00013FA1N"


def register(**facts):
    return register_business(facts={"kind": "individual", "name": "月亮落进田里民宿", **facts}, by=CLERK)


def test_registering_writes_the_facts_and_what_follows_from_them():
    business = register(
        kind="enterprise",
        uscc=GOOD.lower(),
        industry_code="C1311",
        registered_address="望潮村 3 号",
        employees=31,
        revenue=Decimal(5_000_000),
    )

    business.refresh_from_db()
    assert (business.uscc, business.industry_code, business.address_key) == (GOOD, "1311", "望潮村3号")
    assert business.size == "small"
    assert list(Event.objects.values_list("verb", "actor")) == [("business.register", "system:clerk")]


def test_a_code_that_fails_its_check_is_refused_without_a_reason_and_leaves_no_trace():
    with pytest.raises(DoubtfulCode, match="写明理由") as refused:
        register(uscc=PILOT)

    assert refused.value.field == "uscc"
    assert (Business.objects.count(), Event.objects.count()) == (0, 0)


def test_a_code_that_fails_its_check_is_kept_with_a_reason():
    business = register(uscc=PILOT, uscc_override="执照原件如此，早期试点区号段")

    assert (business.uscc, business.uscc_override) == (PILOT, "执照原件如此，早期试点区号段")


def test_the_reason_is_dropped_when_the_code_turns_out_to_be_right():
    assert register(uscc=GOOD, uscc_override="多写的").uscc_override == ""


def test_a_doubtful_code_can_be_overridden_later():
    business = override_uscc(business=register(), uscc=PILOT, why="执照如此", by=CLERK)

    assert business.uscc == PILOT


def test_a_code_is_used_once_and_the_refusal_says_by_whom():
    register(uscc=GOOD)

    with pytest.raises(CodeTaken, match="月亮落进田里民宿"):
        register(name="另一家", uscc=GOOD)

    assert Business.objects.count() == 1


def test_blank_codes_may_be_many():
    register()
    register()

    assert Business.objects.filter(uscc="").count() == 2


def test_an_unknown_industry_is_refused():
    with pytest.raises(UnknownIndustry, match="9999"):
        register(industry_code="9999")


def test_a_legal_form_is_for_enterprises_only():
    with pytest.raises(FormOfAnother) as refused:
        register(legal_form="limited")

    assert refused.value.field == "legal_form"


def test_correcting_writes_only_what_was_changed_and_notes_old_and_new():
    business = make_business("旧名", registered_address="甲路 1 号")

    correct_business(
        business=business,
        asked={"name": Correction("旧名", "新名"), "registered_address": Correction("甲路 1 号", "甲路 1 号")},
        by=CLERK,
    )

    assert Event.objects.get().facts == {"fields": ["name"], "source": "screen"}
    change = Change.objects.get()
    assert change.fields["name"] == ["旧名", "新名"]
    assert (change.actor, change.source) == ("system:clerk", "screen")
    assert not FormerName.objects.exists()


def test_a_renaming_keeps_the_former_name():
    business = make_business("旧名")

    correct_business(business=business, asked={"name": Correction("旧名", "新名")}, renamed_on=date(2026, 5, 1), by=CLERK)

    former = FormerName.objects.get()
    assert (former.name, former.until) == ("旧名", date(2026, 5, 1))


def test_a_field_that_someone_else_changed_meanwhile_is_refused_and_nothing_is_written():
    business = make_business("稻草人米业", employees=3)
    Business.objects.filter(pk=business.pk).update(employees=9)

    with pytest.raises(ChangedMeanwhile, match="9"):
        correct_business(
            business=business,
            asked={"employees": Correction(3, 5), "name": Correction("稻草人米业", "改名")},
            by=CLERK,
        )

    business.refresh_from_db()
    assert (business.name, business.employees) == ("稻草人米业", 9)
    assert not Event.objects.exists()


def test_a_correction_that_corrects_nothing_is_refused():
    business = make_business("稻草人米业")

    with pytest.raises(NothingChanged):
        correct_business(business=business, asked={"name": Correction("稻草人米业", "稻草人米业")}, by=CLERK)


def test_a_change_of_standing_needs_its_ground():
    business = make_business()

    with pytest.raises(StatusNeedsReason):
        set_status(business=business, to=Status.CLOSED, why=" ", by=CLERK)
    set_status(business=business, to=Status.CLOSED, why="注销公告", by=CLERK)

    business.refresh_from_db()
    assert business.status == Status.CLOSED
    assert Event.objects.get().facts == {"was": "active", "to": "closed", "why": "注销公告"}
