"""The window: filing once, tracking by code, nothing of a person."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import pytest
from django.db import connection

from tests.factories.cases import closed, dispatched, make_town
from yingzhou.base.refusals import AlreadyUsed
from yingzhou.work.cases import actions, public, rules
from yingzhou.work.cases.choices import Kind, Made
from yingzhou.work.cases.models import Case, Move, Raiser
from yingzhou.work.cases.public.tracking import UnknownCode

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    return make_town()


@pytest.fixture
def filing(town):
    return public.Filing(kind=Kind.DISPUTE, text="床的尺寸不对。", business=town.shop.public_id)


def test_filing_gives_a_code_of_twelve_and_a_promise(filing):
    filed = public.file_matter(key=uuid4(), filing=filing)

    assert rules.normal_code(filed.code) == filed.code
    assert len(filed.code) == 12
    assert public.progress(filed.code).number == filed.number


def test_the_code_of_a_signal_has_eighty_bits_and_is_found_again(filing):
    signal = replace(filing, kind="signal")
    key = uuid4()
    filed, again = public.file_matter(key=key, filing=signal), public.file_matter(key=key, filing=signal)

    assert (len(filed.code), again.code) == (16, filed.code)
    assert public.shown(filed.code).count(" ") == 3
    assert public.progress(public.shown(filed.code).lower()).number == filed.number


def test_the_same_filing_again_is_one_matter_and_the_same_code(filing):
    key = uuid4()

    codes = {public.file_matter(key=key, filing=filing).code for _ in range(3)}

    assert len(codes) == 1
    assert Case.objects.count() == 1


def test_another_filing_under_a_used_key_is_refused(filing):
    key = uuid4()
    public.file_matter(key=key, filing=filing)

    with pytest.raises(AlreadyUsed):
        public.file_matter(key=key, filing=replace(filing, text="别的事"))

    assert Case.objects.count() == 1


def test_an_anonymous_filing_keeps_no_person(filing):
    public.file_matter(key=uuid4(), filing=replace(filing, name="顾问渠", phone="13800138000"))

    assert Raiser.objects.count() == 0


def test_neither_code_nor_key_nor_phone_stands_anywhere_in_the_database(filing):
    key, phone = uuid4(), "13800138000"
    filed = public.file_matter(key=key, filing=replace(filing, reach="phone", name="顾问渠", phone=phone))

    with connection.cursor() as cursor:
        cursor.execute("select table_name from information_schema.tables where table_schema = 'public'")
        tables = [name for (name,) in cursor.fetchall()]
        for table in tables:
            cursor.execute(f"select coalesce(string_agg(t::text, chr(10)), '') from \"{table}\" t")
            (text,) = cursor.fetchone()
            for canary in (filed.code, str(key), key.hex, phone, "顾问渠"):
                assert canary not in text, table


@pytest.mark.parametrize(
    ("typed", "normal"),
    [
        pytest.param("7k3m-92qd-a0f5", "7K3M92QDA0F5", id="small letters and dashes"),
        pytest.param(" 7K3M 92QD AOF5 ", "7K3M92QDA0F5", id="O read as zero"),
        pytest.param("iL3M92QDA0F5", "113M92QDA0F5", id="i and L read as one"),
        pytest.param("7K3M92QDA0F", "", id="eleven characters"),
        pytest.param("7K3M92QDA0FU", "", id="a letter no code has"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_codes_are_read_as_people_type_them(typed, normal):
    assert rules.normal_code(typed) == normal


def test_an_unknown_code_tells_nothing(filing):
    public.file_matter(key=uuid4(), filing=filing)

    with pytest.raises(UnknownCode):
        public.progress("000000000000")


def test_progress_names_no_officer_and_no_inner_note(town):
    case = dispatched(town, code="7K3M92QDA0F5")
    actions.add_note(case=case, words="老板说是量错了", by=town.shen)

    told = str(public.progress("7K3M92QDA0F5"))

    assert [name for name in ("沈知夏", "林拾穗", "宋晚舟", "老板说") if name in told] == []
    assert "交给北指导站" in told


def test_saying_not_solved_opens_it_again(town):
    case = closed(town, code="7K3M92QDA0F5")

    told = public.answer("7K3M 92QD A0F5", solved="unsolved", left_open="搬运费还没给")

    case.refresh_from_db()
    assert (told.is_open, told.asks, told.rounds) == (True, False, 1)
    assert case.stage == "dispatched"


def test_a_closed_matter_asks_and_shows_what_was_done(town):
    closed(town, code="7K3M92QDA0F5")

    told = public.progress("7K3M92QDA0F5")

    assert (told.asks, told.result, told.outcome) == (True, "换了一张一米五的床。", "办成")


def test_a_word_more_is_a_note_by_the_raiser(town):
    case = dispatched(town, code="7K3M92QDA0F5")

    public.add_word("7K3M92QDA0F5", words="小票找到了")

    last = Move.objects.filter(case=case).latest("pk")
    assert (last.name, last.words, last.officer) == (Made.NOTE, "小票找到了", None)


def test_withdrawing_ends_it(town):
    dispatched(town, code="7K3M92QDA0F5")

    assert public.withdraw("7K3M92QDA0F5").outcome == "提出人撤回"


def test_only_the_citizen_withdraws(town, filing):
    filed = public.file_matter(key=uuid4(), filing=filing)
    case = Case.objects.get(number=filed.number)

    for officer in (town.lin, town.song, town.leader):
        with pytest.raises(rules.NotYours):
            actions.withdraw_case(case=case, by=officer)

    assert public.withdraw(filed.code).is_open is False
