from __future__ import annotations

import base64

import pytest

from yingzhou.work.accounts.rules import codes

RFC_6238 = base64.b32encode(b"12345678901234567890").decode()


@pytest.mark.parametrize(
    ("seconds", "code"),
    [(59, "287082"), (1111111109, "081804"), (1111111111, "050471"), (1234567890, "005924"), (2000000000, "279037")],
)
def test_codes_are_those_of_rfc_6238(seconds, code):
    assert codes.code_at(RFC_6238, codes.step_at(seconds)) == code


@pytest.mark.parametrize(("off", "fits"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_clock_may_be_half_a_minute_off_and_no_more(off, fits):
    seconds = 1_700_000_000
    code = codes.code_at(RFC_6238, codes.step_at(seconds) + off)

    assert (codes.matching_step(RFC_6238, code, seconds=seconds, after=0) is not None) is fits


def test_a_code_used_before_does_not_match_again():
    seconds = 1_700_000_000
    step = codes.step_at(seconds)

    assert codes.matching_step(RFC_6238, codes.code_at(RFC_6238, step), seconds=seconds, after=step) is None


def test_recovery_codes_are_compared_as_they_are_read():
    assert codes.normal_recovery_code(" oi1l-0abc ") == "01110ABC"
