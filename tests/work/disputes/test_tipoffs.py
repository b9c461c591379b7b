"""Reports: who knows of them, who may be given one, how they end, and what may be said to the target."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from tests.factories.cases import Town, also, make_town
from tests.factories.network import viewer_as
from tests.factories.tipoffs import FACTS, NAME, PHONE, being_checked, reported, told, told_by
from yingzhou.base.clock import today
from yingzhou.base.outbox.models import Notification
from yingzhou.base.refusals import AlreadyUsed, NotFound
from yingzhou.base.trail.models import Event
from yingzhou.work.accounts.choices import Role
from yingzhou.work.cases.models import Case
from yingzhou.work.disputes import actions, queries, rules
from yingzhou.work.disputes.actions.releases import NotByTheWriter
from yingzhou.work.disputes.choices import Matter, RevealPurpose, TipoffState
from yingzhou.work.disputes.models import Informant, Release, Tipoff, TipoffMove
from yingzhou.work.liaison.models import Contact

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Town:
    return make_town()


def verbs() -> list[str]:
    return list(Event.objects.order_by("pk").values_list("verb", flat=True))


def test_a_report_is_no_case_and_lies_sealed(town):
    tipoff = reported(town)

    assert Case.objects.count() == 0
    assert verbs() == ["clock.start", "tipoff.register"]
    with connection.cursor() as cursor:
        cursor.execute("select t::text || i::text from disputes_tipoff t join disputes_informant i on i.tipoff_id = t.id")
        (row,) = cursor.fetchone()
    assert [word for word in (NAME, PHONE, FACTS, town.shop.name) if word in row] == []
    assert (tipoff.facts, tipoff.informant.name) == (FACTS, NAME)


def test_whoever_reports_anonymously_has_no_row(town):
    reported(town, by_name=False)

    assert Informant.objects.count() == 0


def test_a_form_sent_twice_is_one_report_and_another_under_its_key_is_refused(town):
    key = uuid4()
    first = actions.register_tipoff(told=told(), told_by=told_by(), key=key, by=town.song)
    again = actions.register_tipoff(told=told(), told_by=told_by(), key=key, by=town.song)

    assert first == again
    with pytest.raises(AlreadyUsed):
        actions.register_tipoff(told=told(facts="另一件"), key=key, by=town.song)
    assert Tipoff.objects.count() == 1


@pytest.mark.parametrize(("facts", "refusal"), [({"facts": " "}, rules.NoFacts), ({"target_name": ""}, rules.NoSuchTarget)])
def test_a_report_without_facts_or_target_is_refused_and_leaves_nothing(town, facts, refusal):
    with pytest.raises(refusal):
        actions.register_tipoff(told=told(**facts), told_by=told_by(), by=town.song)

    assert (Tipoff.objects.count(), Informant.objects.count(), verbs()) == (0, 0, [])


def test_the_only_business_of_that_name_is_taken_for_the_target(town):
    tipoff = actions.register_tipoff(told=told(target_name="云朵 家具铺"), by=town.song)

    assert tipoff.business == town.shop


def test_numbers_are_drawn_by_lot(town):
    numbers = [reported(town).number for _each in range(20)]

    assert len(set(numbers)) == 20
    assert numbers != sorted(numbers)


def test_only_the_department_and_the_handler_know_of_it(town):
    tipoff = being_checked(town)
    other = viewer_as(Role.DEPARTMENT, town.net.north, "别的科室")  # posted elsewhere: not the unit that has it
    people = {
        **{name: getattr(town, name) for name in ("song", "lin", "shen", "chen", "he", "village", "leader")},
        "other": other,
    }
    roles = (Role.AUDITOR, Role.SECURITY_OFFICER, Role.SYSTEM_OPERATOR, Role.ASSESSMENT_OFFICE, Role.MEDIATOR)
    people |= {role.value: viewer_as(role, town.net.bureau) for role in roles}

    knows = {name for name, viewer in people.items() if queries.tipoffs_of(viewer).filter(pk=tipoff.pk).exists()}

    assert knows == {"song", "chen"}


def test_a_liaison_of_the_target_is_kept_away_whatever_else_they_are_and_for_as_long_as_it_was_open(town):
    both = also(town.shen, Role.DEPARTMENT, town.net.bureau)
    tipoff = reported(town)
    assert not queries.tipoffs_of(both).exists()

    Contact.objects.filter(officer_id=both.officer_id).update(until=today() + timedelta(1))
    assert not queries.tipoffs_of(both).exists()
    Contact.objects.filter(officer_id=both.officer_id).update(until=tipoff.received_on)
    assert queries.tipoffs_of(both).exists()


def test_a_worker_of_the_targets_village_is_kept_away_too(town):
    both = also(town.village, Role.DEPARTMENT, town.net.bureau)
    reported(town)

    assert not queries.tipoffs_of(both).exists()
    assert not Notification.objects.filter(to_id=both.officer_id).exists()


def test_the_targets_liaison_and_a_stranger_are_refused_as_handlers_in_the_same_words(town):
    tipoff = reported(town)
    said = []
    for handler in (town.shen.public_id, town.village.public_id, uuid4()):
        with pytest.raises(rules.CannotHandle) as refused:
            actions.assign_tipoff(tipoff=tipoff, handler=handler, by=town.song)
        said.append(str(refused.value))

    assert len(set(said)) == 1
    tipoff.refresh_from_db()
    assert (tipoff.state, tipoff.handler) == (TipoffState.RECEIVED, None)


def test_only_the_department_names_a_handler(town):
    tipoff = being_checked(town)

    with pytest.raises(rules.TipoffNotYours):
        actions.assign_tipoff(tipoff=tipoff, handler=town.lin.public_id, by=town.chen)


def test_a_notification_says_that_something_waits_and_nothing_else(town):
    being_checked(town)

    told = Notification.objects.get(to_id=town.chen.officer_id)
    assert (told.title, told.body, told.url, told.about_kind) == ("有一件需要您处理", "", "/desk/tipoffs/", "")


def test_what_the_check_finds_is_kept_sealed_and_only_grows(town):
    tipoff = being_checked(town)
    actions.note_findings(tipoff=tipoff, words="冷库里有带鱼。", by=town.chen)
    tipoff = actions.note_findings(tipoff=tipoff, words="标签是新贴的。", by=town.chen)

    assert [line.split("：")[1] for line in tipoff.found.splitlines()] == ["冷库里有带鱼。", "标签是新贴的。"]
    with pytest.raises(NotFound):
        actions.note_findings(tipoff=tipoff, words="x", by=town.lin)


@pytest.mark.parametrize("decision", [TipoffState.FILED, TipoffState.NOT_FILED, TipoffState.NOT_OURS])
def test_the_department_decides_with_a_reason_and_the_vault_gets_its_last_day(town, decision):
    tipoff = being_checked(town)
    with pytest.raises(rules.WordsMissing):
        actions.decide_tipoff(tipoff=tipoff, decision=decision, reason=" ", by=town.song)
    with pytest.raises(rules.TipoffNotYours):
        actions.decide_tipoff(tipoff=tipoff, decision=decision, reason="查实", by=town.chen)

    decided = actions.decide_tipoff(tipoff=tipoff, decision=decision, reason="查实", by=town.song)

    assert (decided.state, decided.decided_on) == (decision, today())
    assert Informant.objects.get().erase_on > today()
    with pytest.raises(rules.AlreadyDecided):
        actions.decide_tipoff(tipoff=tipoff, decision=decision, reason="再来", by=town.song)


def test_a_decision_without_a_day_cannot_be_stored(town):
    with pytest.raises(IntegrityError):
        Tipoff.objects.filter(pk=reported(town).pk).update(state=TipoffState.FILED)


def test_the_same_facts_again_are_not_handled_again_and_new_facts_join_the_first(town):
    first, again, later = being_checked(town), reported(town), reported(town, facts="冷库里还有一批过期的虾仁。")
    assert set(queries.earlier_of(town.song, again)) == {first, later}

    again = actions.repeat_tipoff(tipoff=again, into=first, has_new_facts=False, by=town.song)
    later = actions.repeat_tipoff(tipoff=later, into=first, has_new_facts=True, by=town.song)

    first.refresh_from_db()
    assert (again.state, later.state) == (TipoffState.REPEATED, TipoffState.MERGED)
    assert first.is_open
    assert "虾仁" in first.facts


def test_reports_of_two_people_or_of_nobody_are_never_one(town):
    first = being_checked(town)
    other = actions.register_tipoff(
        told=told(), told_by=told_by(phone="13700000000", id_number=""), business=town.shop, by=town.song
    )
    nameless = reported(town, by_name=False)

    for tipoff in (other, nameless):
        with pytest.raises(rules.NotEarlier):
            actions.repeat_tipoff(tipoff=tipoff, into=first, has_new_facts=False, by=town.song)
    assert queries.earlier_of(town.song, nameless) == ()


def test_the_informant_is_told_only_where_a_law_asks(town):
    food = actions.decide_tipoff(tipoff=being_checked(town), decision=TipoffState.FILED, reason="查实", by=town.song)
    other = being_checked(town, matter=Matter.OTHER)
    other = actions.decide_tipoff(tipoff=other, decision=TipoffState.FILED, reason="查实", by=town.song)

    told_one = actions.tell_informant(tipoff=food, on=today(), by=town.chen)
    with pytest.raises(rules.NoReplyAsked):
        actions.tell_informant(tipoff=other, on=today(), by=town.chen)
    assert told_one.replied_on == today()
    assert rules.reply_duty(Matter.PUBLIC_INFORMATION, received_on=today()).working_days == 20


def test_the_vault_opens_for_a_purpose_and_the_auditor_hears_of_it(town):
    auditor = viewer_as(Role.AUDITOR, town.net.bureau)
    tipoff = being_checked(town)

    seen = actions.reveal_informant(tipoff=tipoff, purpose=RevealPurpose.CHECK, by=town.chen)

    assert (seen.name, seen.phone) == (NAME, PHONE)
    line = Event.objects.get(verb="informant.read")
    assert (line.actor, line.facts, line.subject_id) == (town.chen.actor, {"purpose": "check"}, tipoff.public_id)
    told = Notification.objects.get(to_id=auditor.officer_id)
    assert (told.title, told.body) == ("有人查看了举报人身份", "")
    with pytest.raises(NotFound):
        actions.reveal_informant(tipoff=tipoff, purpose=RevealPurpose.CHECK, by=town.lin)


def test_steps_are_only_added(town):
    being_checked(town)

    with pytest.raises(DatabaseError, match="only grows"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("update disputes_tipoffmove set name = 'file'")
    assert TipoffMove.objects.count() == 2


def test_words_for_the_target_are_let_out_by_a_second_person_and_never_with_the_informant_in_them(town):
    zhou = viewer_as(Role.DEPARTMENT, town.net.bureau, "周")
    tipoff = being_checked(town)
    with pytest.raises(rules.TellsWho):
        actions.write_release(tipoff=tipoff, words=f"{NAME} 说您卖过期鱼", by=town.song)
    assert Release.objects.count() == 0

    traces = actions.write_release(tipoff=tipoff, words="请备好本月进货票据，我们来看冷库。", by=town.song)
    assert traces == ()
    with pytest.raises(NotByTheWriter):
        actions.release_words(tipoff=tipoff, by=town.song)
    let_out = actions.release_words(tipoff=tipoff, by=zhou)
    assert let_out.words == "请备好本月进货票据，我们来看冷库。"


def test_wording_times_and_the_word_informant_have_to_be_looked_at(town):
    zhou = viewer_as(Role.DEPARTMENT, town.net.bureau, "周")
    tipoff = being_checked(town)
    traces = actions.write_release(
        tipoff=tipoff, words="有人举报您后院冷库里压着去年过期的带鱼，10月3日下午看见的。", by=town.song
    )

    assert {trace.sort for trace in traces} == {"举报的原话", "太细的时间", "说出了有人举报"}
    with pytest.raises(rules.TellsMuch):
        actions.release_words(tipoff=tipoff, by=zhou)
    assert actions.release_words(tipoff=tipoff, by=zhou, looked_at_each=True).released_by_id == zhou.officer_id
