"""双随机: committed to before, drawn once, worked out again by anybody."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction

from config.env import BASE_DIR
from tests.factories.inspections import Bureau, certify, commit, make_bureau, officer_of
from tests.factories.registry import make_business, seat
from yingzhou.base.clock import today
from yingzhou.base.trail.models import Event
from yingzhou.engines.draw import commitment_of, verify
from yingzhou.work.inspections import public
from yingzhou.work.inspections.actions import draws, keeping
from yingzhou.work.inspections.choices import ExemptionKind, Origin
from yingzhou.work.inspections.models import DrawResult, RandomDraw
from yingzhou.work.inspections.queries.draws import drawn_of, selected_of
from yingzhou.work.inspections.rules import asking, roles
from yingzhou.work.inspections.rules.lists import DrawDone, DrawImpossible, ReasonMissing
from yingzhou.work.liaison.models import Contact

pytestmark = pytest.mark.django_db


@pytest.fixture
def bureau() -> Bureau:
    bureau = make_bureau()
    for number in range(5):
        shop = make_business(f"北站第{number}店", uscc=f"9131023066780577{number}X"[:18])
        seat(shop, bureau.net.north, bureau.net.reed)
    return bureau


def test_a_commitment_is_public_before_anything_is_drawn_and_tells_nothing(bureau: Bureau):
    draw = commit(bureau)

    line = Event.objects.get(verb="draw.commit")
    shown = public.draw_shown(draw.public_id)
    assert (line.facts["commitment"], line.facts["inputs"]) == (draw.commitment, draw.inputs)
    assert (shown.commitment, shown.inputs, shown.population, shown.state) == (draw.commitment, draw.inputs, 6, "committed")
    assert public.draw_record(draw.public_id) is None
    assert commitment_of(draw.seed) == draw.commitment


def test_the_seed_lies_sealed(bureau: Bureau):
    draw = commit(bureau)
    with connection.cursor() as cursor:
        cursor.execute("select seed from inspections_randomdraw")
        kept = cursor.fetchone()[0]

    assert draw.seed not in kept


def test_the_record_is_worked_out_again_by_a_bare_python(bureau: Bureau, tmp_path: Path):
    draw = commit(bureau, select=3)
    draws.reveal_draw(draw=draw, public_word="4711", by=bureau.shen)
    path = tmp_path / "record.json"
    path.write_text(public.draw_record(draw.public_id), encoding="utf-8")
    script = [sys.executable, "-I", "-S", str(BASE_DIR / "deploy" / "verify_draw.py"), str(path)]

    right = subprocess.run([*script, draw.commitment, draw.inputs], capture_output=True, text=True, check=False, env={})
    wrong = subprocess.run([*script, commitment_of("other"), draw.inputs], capture_output=True, text=True, check=False, env={})

    assert (right.returncode, wrong.returncode) == (0, 1)
    assert verify(json.loads(path.read_text("utf-8")), commitment=draw.commitment, inputs=draw.inputs) == ()


def test_it_is_drawn_once(bureau: Bureau):
    draw = commit(bureau)
    draws.reveal_draw(draw=draw, public_word="", by=bureau.shen)
    with pytest.raises(DrawDone, match="已经抽了"), transaction.atomic():
        draws.reveal_draw(draw=draw, public_word="again", by=bureau.shen)
    with pytest.raises(DrawDone), transaction.atomic():
        draws.abandon_draw(draw=draw, why="不满意", by=bureau.shen)

    assert DrawResult.objects.count() == 1


def test_one_that_was_given_up_stays_where_everybody_sees_it(bureau: Bureau):
    draw = commit(bureau)
    with pytest.raises(ReasonMissing):
        draws.abandon_draw(draw=draw, why="", by=bureau.shen)
    draws.abandon_draw(draw=draw, why="名单漏了一个站", by=bureau.shen)

    shown = public.draw_shown(draw.public_id)
    assert (shown.state, shown.why) == ("abandoned", "名单漏了一个站")
    assert [one.public_id for one in public.draws_shown().rows] == [draw.public_id]


@pytest.mark.parametrize(
    "statement", ["update inspections_randomdraw set commitment = 'x'", "delete from inspections_drawresult"]
)
def test_the_database_itself_refuses_to_change_a_draw(bureau: Bureau, statement: str):
    draws.reveal_draw(draw=commit(bureau), public_word="", by=bureau.shen)
    with pytest.raises(DatabaseError, match="only grows"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_business_left_in_peace_is_not_in_the_urn(bureau: Bureau):
    keeping.exempt(
        business=bureau.shop,
        kind=ExemptionKind.GOOD_CREDIT,
        reason="信用好",
        since=today(),
        until=bureau.plan.until,
        by=bureau.shen,
    )
    draw = commit(bureau)

    assert str(bureau.shop.public_id) not in draw.urn


def test_a_liaison_is_never_drawn_for_the_shop_he_looks_after(bureau: Bureau):
    third = bureau.lin
    certify(officer_of(third), by=bureau.shen)
    Contact.objects.create(officer_id=third.officer_id, business=bureau.shop, since=today())
    draw = commit(bureau, select=6, officers=[*bureau.team, officer_of(third)])
    draws.reveal_draw(draw=draw, public_word="", by=bureau.shen)

    sent = next(one for one in drawn_of(draw) if one.business == bureau.shop)
    assert {one.name for one in sent.officers} == {"顾所", "白站"}


@pytest.mark.parametrize(
    ("facts", "refusal", "said"),
    [
        pytest.param({"select": 7}, DrawImpossible, "只有 6 户", id="more than there are"),
        pytest.param({"select": 0}, DrawImpossible, "至少抽一户", id="none"),
        pytest.param({"officers_each": 3}, DrawImpossible, "只剩 2 名", id="too few people"),
        pytest.param({"officers_each": 1}, asking.TooFewInspectors, "不少于 2 名", id="one goes alone"),
    ],
)
def test_an_urn_that_cannot_be_drawn_from_is_refused_before_anything_is_published(bureau: Bureau, facts, refusal, said):
    with pytest.raises(refusal, match=said):
        commit(bureau, **facts)

    assert (RandomDraw.objects.count(), Event.objects.filter(verb="draw.commit").count()) == (0, 0)


def test_an_officer_without_a_certificate_is_not_in_the_urn(bureau: Bureau):
    with pytest.raises(asking.InspectorWithoutCertificate, match="林无证"):
        commit(bureau, officers=[*bureau.team, officer_of(bureau.lin)])


def test_stations_do_not_draw(bureau: Bureau):
    draw = commit(bureau)
    with pytest.raises(roles.NotYourWork, match="业务科室"):
        draws.reveal_draw(draw=draw, public_word="", by=bureau.gu)


def test_what_was_drawn_becomes_inspections_to_be_approved_and_what_is_refused_says_why(bureau: Bureau):
    draw = commit(bureau, select=6)
    draws.reveal_draw(draw=draw, public_word="", by=bureau.shen)
    keeping.note_superior_check(business=bureau.shop, item=bureau.item, authority="市局", on=today(), source="通报", by=bureau.gu)

    made, refused = draws.prepare_drawn(draw=draw, on=today(), by=bureau.shen)

    assert ({one.origin for one in made}, len(made)) == ({Origin.DRAWN}, 5)
    assert [(one.business, type(one.refusal)) for one in refused] == [(bureau.shop, asking.SeenByAHigherOne)]
    assert draws.prepare_drawn(draw=draw, on=today(), by=bureau.shen)[0] == []


def test_the_order_drawn_is_the_order_of_the_record(bureau: Bureau):
    draw = commit(bureau, select=4)
    draws.reveal_draw(draw=draw, public_word="", by=bureau.shen)

    assert [one["id"] for one in selected_of(draw)] == [
        one.business.uscc or str(one.business.public_id) for one in drawn_of(draw)
    ]
