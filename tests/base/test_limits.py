from __future__ import annotations

import pytest
from django.db import connection, transaction
from django.test import RequestFactory

from tests.together import together
from yingzhou.base.limits import TooMany, apart, take
from yingzhou.base.limits.addresses import hashed, network_of
from yingzhou.web.door import client, refused

HOUR = 3600


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("attempt", range(5))
def test_burst_of_ten_lets_exactly_ten_of_160_parallel_tries_through(attempt):
    answers = together(lambda _: take("search", "a", burst=10, per_seconds=HOUR), [None] * 160, threads=16)

    assert [type(answer) for answer in answers].count(type(None)) == 10
    assert [type(answer) for answer in answers].count(TooMany) == 150


@pytest.mark.django_db
def test_each_name_and_each_person_has_a_limit_of_its_own():
    take("search", "a", burst=1, per_seconds=HOUR)
    take("search", "b", burst=1, per_seconds=HOUR)
    take("export", "a", burst=1, per_seconds=HOUR)

    with pytest.raises(TooMany):
        take("search", "a", burst=1, per_seconds=HOUR)


@pytest.mark.django_db
def test_the_refusal_says_when_the_next_try_will_pass():
    for _ in range(6):
        take("search", "a", burst=6, per_seconds=HOUR)

    with pytest.raises(TooMany) as refusal:
        take("search", "a", burst=6, per_seconds=HOUR)

    assert 590 <= refusal.value.retry_after <= 600


@pytest.mark.django_db
def test_one_is_paid_back_after_its_share_of_the_window():
    for _ in range(10):
        take("search", "a", burst=10, per_seconds=HOUR)
    apart.row("update limits_bucket set full_at = full_at - interval '361 seconds'", {})

    take("search", "a", burst=10, per_seconds=HOUR)
    with pytest.raises(TooMany):
        take("search", "a", burst=10, per_seconds=HOUR)


@pytest.mark.django_db(transaction=True)
def test_what_was_taken_stays_taken_when_the_request_is_rolled_back():
    with transaction.atomic():
        take("sign-in", "a", burst=1, per_seconds=HOUR)
        transaction.set_rollback(True)

    with pytest.raises(TooMany):
        take("sign-in", "a", burst=1, per_seconds=HOUR)


@pytest.mark.django_db
def test_neither_name_nor_address_is_stored():
    take("sign-in", "203.0.113.9", burst=1, per_seconds=HOUR)

    with connection.cursor() as cursor:
        cursor.execute("select key from limits_bucket")
        (key,) = cursor.fetchone()
    assert key.startswith("sign-in:")
    assert "203.0.113.9" not in key


@pytest.mark.parametrize(
    ("address", "network"),
    [
        pytest.param("203.0.113.9", "203.0.113.9", id="an IPv4 address is itself"),
        pytest.param("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64", id="an IPv6 address is its /64"),
        pytest.param("::ffff:203.0.113.9", "203.0.113.9", id="IPv4 written as IPv6 is IPv4"),
        pytest.param("fe80::1%eth0", "fe80::/64", id="the zone does not count"),
        pytest.param("not an address", "unknown", id="anything else is one client"),
    ],
)
def test_what_counts_as_one_client(address, network):
    assert network_of(address) == network


@pytest.mark.parametrize(
    ("remote", "forwarded", "address"),
    [
        pytest.param("203.0.113.9", "198.51.100.1", "203.0.113.9", id="a stranger's header counts for nothing"),
        pytest.param("10.0.0.2", "198.51.100.1", "198.51.100.1", id="our proxy says who came"),
        pytest.param("10.0.0.2", "192.0.2.7, 198.51.100.1", "198.51.100.1", id="what the client wrote before is not believed"),
        pytest.param("10.0.0.2", "198.51.100.1, 10.0.0.3", "198.51.100.1", id="through two proxies of ours"),
        pytest.param("10.0.0.2", "", "10.0.0.2", id="no header"),
        pytest.param("", "198.51.100.1", "198.51.100.1", id="our proxy over a socket"),
    ],
)
def test_the_client_behind_our_own_proxies_only(settings, remote, forwarded, address):
    settings.TRUSTED_PROXIES = ["10.0.0.0/8", "unix"]
    request = RequestFactory().get("/", REMOTE_ADDR=remote, HTTP_X_FORWARDED_FOR=forwarded)

    assert client.client_address(request) == address


@pytest.mark.django_db
def test_the_key_of_a_client_is_the_same_all_day_and_another_after_the_key_was_erased():
    morning, evening = hashed("203.0.113.9"), hashed("203.0.113.9")
    apart.row("delete from limits_daykey", {})

    assert morning == evening
    assert hashed("203.0.113.9") != morning


@pytest.mark.django_db
def test_the_page_of_the_refusal_says_when_in_its_head_and_in_words():
    request = RequestFactory().get("/p/")
    request.htmx = False

    response = refused.answer(request, TooMany(retry_after=42))

    assert (response.status_code, response.headers["Retry-After"]) == (429, "42")
    assert "请在42秒后再试" in response.content.decode()
