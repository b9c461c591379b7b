"""执法证: on file for a day, or not."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from tests.factories.accounts import certificate_for, make_officer
from tests.factories.network import make_net, officer_as, viewer_as
from yingzhou.base.clock import today
from yingzhou.base.refusals import NotFound
from yingzhou.base.trail.models import Event
from yingzhou.work.accounts.actions import enter_certificate, withdraw_certificate
from yingzhou.work.accounts.choices import Role
from yingzhou.work.accounts.models import Certificate, Officer
from yingzhou.work.accounts.queries import certificate_for as readable
from yingzhou.work.accounts.queries import certificate_of, certified
from yingzhou.work.accounts.rules import certificates as rules

pytestmark = pytest.mark.django_db


def test_a_certificate_holds_from_its_first_day_to_the_one_before_its_last() -> None:
    net, officer = make_net(), make_officer("沈知夏")
    clerk = viewer_as(Role.DEPARTMENT, net.bureau)

    made = certificate_for(officer, by=clerk, days=10)

    assert certificate_of(officer, made.since) == made
    assert certificate_of(officer, made.since - timedelta(days=1)) is None
    assert certificate_of(officer, made.until) is None
    assert certified([officer.pk, clerk.officer_id], today()) == {officer.pk}
    assert Event.objects.filter(verb="certificate.enter").count() == 1


def test_the_number_is_sealed_and_on_no_trail() -> None:
    net, officer = make_net(), make_officer()
    made = certificate_for(officer, by=viewer_as(Role.DEPARTMENT, net.bureau))

    with connection.cursor() as cursor:
        cursor.execute("select number from accounts_certificate where id = %s", [made.pk])
        assert made.number not in str(cursor.fetchone())
    assert made.number not in str(Event.objects.filter(verb="certificate.enter").values())


def test_withdrawn_it_held_until_the_day_before_and_says_why() -> None:
    net, officer = make_net(), make_officer()
    clerk = viewer_as(Role.DEPARTMENT, net.bureau)
    made = certificate_for(officer, by=clerk)

    with pytest.raises(rules.WithdrawalNeedsReason):
        withdraw_certificate(certificate=made, reason=" ", by=clerk)
    withdraw_certificate(certificate=made, reason="调离执法岗", by=clerk)

    assert certificate_of(officer, today()) is None
    assert certificate_of(officer, today() - timedelta(days=1)) == made
    with pytest.raises(rules.CertificateGone):
        withdraw_certificate(certificate=made, reason="再来一次", by=clerk)


def test_nobody_enters_their_own_nor_twice_nor_backwards() -> None:
    net, officer = make_net(), make_officer()
    clerk = viewer_as(Role.DEPARTMENT, net.bureau)
    day = today()
    own = Officer.objects.get(pk=clerk.officer_id)

    with pytest.raises(rules.OwnCertificate):
        enter_certificate(officer=own, number="13000000001", since=day, until=day + timedelta(days=9), by=clerk)
    with pytest.raises(rules.CertificateDays):
        enter_certificate(officer=officer, number="13000000001", since=day, until=day, by=clerk)
    with pytest.raises(rules.CertificateNumber):
        enter_certificate(officer=officer, number="13", since=day, until=day + timedelta(days=9), by=clerk)
    assert not Certificate.objects.exists()
    enter_certificate(officer=officer, number="13000000001", since=day, until=day + timedelta(days=9), by=clerk)
    with pytest.raises(rules.CertificateThere):
        enter_certificate(officer=officer, number="13000000002", since=day, until=day + timedelta(days=9), by=clerk)


def test_only_the_keepers_and_the_holder_know_of_it() -> None:
    net, officer = make_net(), make_officer()
    made = certificate_for(officer, by=viewer_as(Role.DEPARTMENT, net.bureau))

    assert readable(viewer_as(Role.SECURITY_OFFICER, net.bureau), made.public_id) == made
    with pytest.raises(NotFound):
        readable(viewer_as(Role.STATION_HEAD, net.north), made.public_id)


def test_the_page_enters_refuses_and_withdraws(client: Client) -> None:
    net, officer = make_net(), make_officer("沈知夏", username="d0204")
    client.force_login(officer_as(Role.DEPARTMENT, net.bureau))
    page = reverse("desk:certificates")
    asked = {"username": "d0204", "number": "13011500998877", "since": "2026-01-01", "until": "2030-01-01"}

    wrong = client.post(page, asked | {"username": "nobody"})
    right = client.post(page, asked, follow=True).content.decode()

    assert wrong.status_code == 422
    assert "没有工号 nobody" in wrong.content.decode()
    assert "13011500998877" in wrong.content.decode()
    assert "····8877" in right
    assert "13011500998877" not in right
    made = Certificate.objects.get()
    assert client.post(reverse("desk:certificate_withdraw", args=[made.public_id]), {"reason": ""}).status_code == 422
    client.post(reverse("desk:certificate_withdraw", args=[made.public_id]), {"reason": "证件遗失"})
    assert certificate_of(officer, today()) is None
