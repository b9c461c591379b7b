from __future__ import annotations

import pytest

from tests.factories.network import make_net, make_organization
from yingzhou.base.actors import SYSTEM
from yingzhou.base.clock import now
from yingzhou.work.accounts.choices import Role
from yingzhou.work.accounts.models import Officer
from yingzhou.work.accounts.queries import invited
from yingzhou.work.accounts.rules.signing_in import LinkSpent
from yingzhou.work.network import actions
from yingzhou.work.network.choices import Kind
from yingzhou.work.network.rules.postings import NoBureauYet, SecurityOfficerThere

pytestmark = pytest.mark.django_db


def begin(username: str = "safe") -> str:
    return actions.first_security_officer(username=username, name="安全员", by=SYSTEM)


def test_a_new_deployment_gets_its_first_security_officer_by_a_link():
    make_net()

    token = begin()

    officer = Officer.objects.get()
    assert invited(token).officer == officer
    assert list(officer.postings.values_list("role", flat=True)) == [Role.SECURITY_OFFICER]


def test_until_they_have_signed_in_another_link_replaces_the_first():
    make_net()
    first = begin()

    second = begin()

    assert invited(second).officer.postings.count() == 1
    with pytest.raises(LinkSpent):
        invited(first)


def test_nobody_comes_in_this_way_once_one_is_there():
    make_net()
    begin()

    with pytest.raises(SecurityOfficerThere):
        begin("other")
    Officer.objects.update(last_login=now())
    with pytest.raises(SecurityOfficerThere):
        begin()

    assert Officer.objects.count() == 1


def test_there_must_be_a_bureau_to_be_posted_at():
    make_organization(Kind.STATION)

    with pytest.raises(NoBureauYet):
        begin()
