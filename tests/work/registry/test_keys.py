"""Two spellings, one key."""

from __future__ import annotations

import pytest

from yingzhou.work.registry.rules.keys import address_key, name_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("稻草人米业(示范)有限公司", "稻草人米业（示范）有限公司", id="full-width brackets"),
        pytest.param("稻草人米业有限责任公司", "稻草人米业有限公司", id="two spellings of limited company"),
        pytest.param("ＡＢＣ 咖啡", "abc咖啡", id="width, case and spaces"),
    ],
)
def test_spellings_of_one_name_share_a_key(one, other):
    assert name_key(one) == name_key(other)


def test_names_that_differ_in_a_word_do_not_share_a_key():
    assert name_key("稻草人米业") != name_key("稻香里米业")


def test_a_hyphen_between_numbers_is_part_of_the_address():
    assert address_key("望潮村 3 - 5 号") == "望潮村35号"
    assert address_key("望潮村3－5号") == "望潮村3-5号"
