from __future__ import annotations

from datetime import timedelta

import pytest

from tests.factories.accounts import PASSWORD, confirm_again, make_officer  # noqa: F401
from tests.factories.network import make_net, make_obligation, make_obligation_type, officer_as
from tests.factories.registry import make_business
from tests.web.browser import axe, blocked, hear, prefer, shoot, sideways
from yingzhou.base.actors import SYSTEM
from yingzhou.base.clock import today
from yingzhou.work.accounts import actions
from yingzhou.work.accounts.choices import InvitationKind, Role
from yingzhou.work.network.choices import ObligationKind, Proof

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TODAY = today()


@pytest.fixture
def net():
    """A net with something in it: people, businesses, obligations met, late and to come."""
    net = make_net()
    net.township.longitude, net.township.latitude = "121.50", "31.62"
    net.township.save()
    officer_as(Role.STATION_HEAD, net.north, "林拾穗", username="lin")
    officer_as(Role.SECURITY_OFFICER, net.bureau, "安全员", username="safe")
    officer_as(Role.BUREAU_LEADER, net.bureau, "顾潮生", username="gu")
    officer_as(Role.VILLAGE_WORKER, net.reed, "宋稻", username="song")
    officer_as(Role.LIAISON, net.north, "沈知夏", username="shen")
    for number in range(5):
        make_business(f"芦花小吃{number}", station=net.north, community=net.reed)
    make_obligation(net.north, net.reed, due_on=TODAY - timedelta(days=3))
    make_obligation(net.north, net.reed, due_on=TODAY, fulfilled_on=TODAY, note="去过了")
    report = make_obligation_type(kind=ObligationKind.DUAL_REPORT, name="第四季度：站给村", proof=Proof.REPORT)
    make_obligation(net.north, net.reed, due_on=TODAY + timedelta(days=7), period_since=TODAY - timedelta(days=50), type=report)
    return net


def pages(net, officer) -> list[tuple[str, str]]:
    return [
        ("lin", "/desk/network/"),
        ("lin", "/desk/network/table/"),
        ("lin", "/desk/network/obligations/"),
        ("lin", f"/desk/network/obligations/{net.north.owes.order_by('-due_on').first().public_id}/"),
        ("lin", "/desk/me/"),
        ("gu", "/desk/map/"),
        ("gu", "/desk/network/grids/"),
        ("gu", f"/desk/network/organizations/{net.reed.public_id}/"),
        ("safe", "/desk/people/"),
        ("safe", f"/desk/people/{officer.public_id}/"),
        ("lin", "/desk/me/password/"),
    ]


@pytest.mark.parametrize(("language", "theme"), [("zh-hans", "light"), ("en", "dark")])
def test_every_page_is_sound(page, live, sign_in, net, language, theme):
    officer = make_officer("新来的", username="new")
    token = actions.invite(officer=officer, kind=InvitationKind.FIRST, by=SYSTEM)
    prefer(page, live, language=language, theme=theme)
    heard = hear(page)
    found = []

    for path in ("/desk/sign-in/", f"/desk/invited/{token}/"):
        page.goto(path)
        found += [(path, fault) for fault in (*axe(page), *blocked(page))]
        shoot(page, f"{path.split('/')[2]}-{language}")
        found += [(path, sideways(page))] if sideways(page) else []
    for username, path in pages(net, officer):
        sign_in(page, username)
        page.set_viewport_size({"width": 1440, "height": 900})
        page.goto(path)
        found += [(path, fault) for fault in (*axe(page), *blocked(page))]
        shoot(page, "-".join(part for part in path.split("/")[2:] if len(part) < 30 and part) + f"-{language}")
        found += [(path, sideways(page))] if sideways(page) else []

    assert found == []
    assert heard.errors == []


def test_signing_in_by_keyboard_alone(page, settings, net):
    settings.DEMO = True
    officer_as(Role.LIAISON, net.north, username="demo", password=PASSWORD, is_demo=True)

    page.goto("/desk/network/")
    page.locator("input[name=username]").focus()
    page.keyboard.type("demo")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/network/")

    assert page.locator("h1").inner_text() == "网络与双联系"
