from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from tests.factories.accounts import PASSWORD, CountingArgon2, make_factor, make_officer
from tests.factories.network import make_net, officer_as, post
from tests.together import together
from yingzhou.base.actors import SYSTEM
from yingzhou.base.clock import now
from yingzhou.base.trail.models import Event
from yingzhou.work.accounts import actions
from yingzhou.work.accounts.actions.signing_in import DOOR
from yingzhou.work.accounts.choices import InvitationKind, LockReason, Role
from yingzhou.work.accounts.models import Factor
from yingzhou.work.accounts.rules import codes
from yingzhou.work.accounts.rules.signing_in import LinkSpent, Paused, WrongCode, WrongCredentials

pytestmark = pytest.mark.django_db

SIGN_IN = "/desk/sign-in/"


@pytest.fixture(autouse=True)
def _cheap_hashes(settings):
    settings.PASSWORD_HASHERS = ["tests.factories.accounts.QuickArgon2"]


@pytest.fixture
def net():
    return make_net()


def give(client: Client, username: str, password: str = PASSWORD, **extra):
    return client.post(SIGN_IN, {"username": username, "password": password}, **extra)


def code_now(officer, off: int = 0) -> str:
    return codes.code_at(officer.factor.secret, codes.step_at(now().timestamp()) + off)


def verbs() -> list[str]:
    return list(Event.objects.order_by("pk").values_list("verb", flat=True))


def test_a_demo_person_of_a_demonstration_signs_in_with_a_password_alone(client, settings, net):
    settings.DEMO = True
    officer_as(Role.LIAISON, net.north, username="lin", password=PASSWORD, is_demo=True)

    answer = give(client, "LIN")

    assert (answer.status_code, answer.url) == (302, "/desk/")
    assert client.get("/desk/me/").status_code == 200
    assert verbs() == ["sign_in.accept"]


def test_a_demo_person_does_not_exist_where_there_is_no_demonstration(client, settings):
    settings.DEMO = False
    make_officer(username="lin", password=PASSWORD, is_demo=True)

    assert give(client, "lin").status_code == 422


def test_everyone_else_needs_the_second_factor_too(client, net):
    officer = officer_as(Role.LIAISON, net.north, username="lin", password=PASSWORD)
    make_factor(officer)

    first = give(client, "lin")
    before = client.get("/desk/me/")
    second = client.post(first.url, {"code": code_now(officer)})

    assert (first.url, before.status_code, second.url) == ("/desk/sign-in/code/", 302, "/desk/")
    assert client.get("/desk/me/").status_code == 200


def test_a_code_works_once(client, net):
    officer = officer_as(Role.LIAISON, net.north, username="lin", password=PASSWORD)
    make_factor(officer)
    code = code_now(officer)
    give(client, "lin")
    client.post("/desk/sign-in/code/", {"code": code})

    other = Client()
    give(other, "lin")
    replayed = other.post("/desk/sign-in/code/", {"code": code})

    assert replayed.status_code == 422
    assert other.get("/desk/me/").status_code == 302
    assert verbs() == ["sign_in.accept", "factor.refuse"]


@pytest.mark.django_db(transaction=True)
def test_of_many_copies_of_a_code_at_once_one_gets_in():
    officer = make_officer()
    make_factor(officer)
    code = code_now(officer)

    results = together(lambda at: actions.check_code(officer=officer, typed=code, client=f"c{at}"), range(6), threads=6)

    assert [result for result in results if result == "code"] == ["code"]
    assert sum(isinstance(result, WrongCode) for result in results) == 5


def test_a_recovery_code_works_once_however_it_is_typed():
    officer = make_officer()
    codes_told = actions.renew_recovery_codes(officer=officer, by=SYSTEM)

    assert actions.check_code(officer=officer, typed=codes_told[0].lower().replace("-", " "), client="c") == "recovery"
    with pytest.raises(WrongCode):
        actions.check_code(officer=officer, typed=codes_told[0], client="c")


def test_a_password_without_a_second_factor_does_not_let_in(client, net):
    officer_as(Role.LIAISON, net.north, username="lin", password=PASSWORD)

    answer = give(client, "lin")

    assert answer.status_code == 403
    assert "一次性链接" in answer.content.decode()


def test_a_wrong_password_and_an_unknown_name_answer_alike(client, net):
    officer_as(Role.LIAISON, net.north, username="known", password=PASSWORD)

    known, unknown = give(client, "known", "wrong-horse"), give(client, "nobody", "wrong-horse")

    def text(answer, name):
        return answer.content.decode().replace(name, "·").split("csrfmiddlewaretoken")[0]

    assert known.status_code == unknown.status_code == 422
    assert text(known, "known") == text(unknown, "nobody")


@pytest.mark.parametrize("username", ["known", "nobody", "locked", "invited"])
def test_every_refused_try_costs_one_hash_whoever_is_named(settings, username):
    settings.PASSWORD_HASHERS = ["tests.factories.accounts.CountingArgon2"]
    make_officer(username="known", password=PASSWORD)
    make_officer(username="invited")
    locked = make_officer(username="locked", password=PASSWORD)
    actions.lock_officer(officer=locked, reason=LockReason.LEFT, by=SYSTEM)
    CountingArgon2.count = 0

    with pytest.raises(WrongCredentials):
        actions.check_password(username=username, password="wrong-horse", client="here", network="")

    assert CountingArgon2.count == 1


def test_the_sixth_wrong_try_in_a_minute_meets_a_pause_that_ends_by_itself():
    make_officer(username="known", password=PASSWORD)

    def attempt(password: str, client: str = "here"):
        return actions.check_password(username="known", password=password, client=client, network="")

    for _ in range(5):
        with pytest.raises(WrongCredentials):
            attempt("wrong-horse")
    with pytest.raises(Paused, match="10 分钟"):
        attempt(PASSWORD)

    assert attempt(PASSWORD, client="elsewhere").username == "known"
    with time_machine.travel(now() + timedelta(minutes=9), tick=False), pytest.raises(Paused):
        attempt(PASSWORD)


@pytest.mark.django_db(transaction=True)
def test_of_forty_wrong_tries_at_once_on_one_account_five_are_heard():
    make_officer(username="known", password=PASSWORD)

    def attempt(_at: int):
        return actions.check_password(username="known", password="wrong-horse", client="here", network="")

    results = together(attempt, range(40), threads=8)

    assert sum(isinstance(result, WrongCredentials) for result in results) == 5
    assert sum(isinstance(result, Paused) for result in results) == 35


def test_one_address_tries_twenty_accounts_a_minute(client):
    answers = [give(client, f"nobody{at}", "wrong-horse").status_code for at in range(22)]

    assert answers == [422] * 20 + [429] * 2


def test_a_forged_forwarding_header_does_not_make_another_address(client):
    answers = [give(client, f"nobody{at}", "wrong-horse", HTTP_X_FORWARDED_FOR=f"203.0.113.{at}").status_code for at in range(21)]

    assert answers[-1] == 429


def test_right_passwords_do_not_use_the_limit_up():
    make_officer(username="known", password=PASSWORD)

    for _ in range(8):
        actions.check_password(username="known", password=PASSWORD, client="here", network="")


def test_the_first_sign_in_goes_by_a_link_that_works_once(client, net):
    officer = make_officer(username="new")
    post(officer, Role.LIAISON, net.north)
    token = actions.invite(officer=officer, kind=InvitationKind.FIRST, by=SYSTEM)
    secret = officer.invitations.get().secret

    shown = client.get(f"/desk/invited/{token}/").content.decode()
    typed = {"password": PASSWORD, "code": codes.code_at(secret, codes.step_at(now().timestamp()))}
    done = client.post(f"/desk/invited/{token}/", typed).content.decode()
    again = client.post(f"/desk/invited/{token}/", typed)

    assert secret in shown
    assert done.count('class="yz-code"') == 10
    assert again.status_code == 404
    assert Factor.objects.get().secret == secret
    assert verbs() == ["invitation.make", "factor.set", "invitation.accept"]


def test_a_link_is_not_used_up_by_a_weak_password(client):
    officer = make_officer(username="new")
    token = actions.invite(officer=officer, kind=InvitationKind.PASSWORD, by=SYSTEM)

    weak = client.post(f"/desk/invited/{token}/", {"password": "short"})
    strong = client.post(f"/desk/invited/{token}/", {"password": PASSWORD})

    officer.refresh_from_db()
    assert (weak.status_code, strong.status_code) == (422, 200)
    assert officer.check_password(PASSWORD)


def test_unknown_used_and_late_links_answer_alike(client):
    officer = make_officer()
    used, late = (actions.invite(officer=officer, kind=InvitationKind.PASSWORD, by=SYSTEM) for _ in range(2))
    with time_machine.travel(now() + timedelta(hours=73)):
        answers = {token: client.get(f"/desk/invited/{token}/") for token in ("nonsense", used, late)}

    said = {answer.content.decode().split('<div class="yz-refusal"')[1].replace(token, "·") for token, answer in answers.items()}
    assert [answer.status_code for answer in answers.values()] == [404] * 3
    assert len(said) == 1, said
    with pytest.raises(LinkSpent):
        actions.accept_invitation(token=used, password=PASSWORD, code="", client="c", by=DOOR)


def test_a_new_factor_link_takes_the_old_factor_away_at_once():
    officer = make_officer()
    make_factor(officer)

    actions.invite(officer=officer, kind=InvitationKind.FACTOR, by=SYSTEM)

    assert not Factor.objects.exists()
    assert verbs() == ["factor.reset", "invitation.make"]
