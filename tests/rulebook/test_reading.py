"""What the reader refuses, and how a bureau's own rows join the shipped ones."""

from __future__ import annotations

from datetime import date

import pytest

from yingzhou.rulebook import FigureFault, NoValueOn, Rulebook, shipped
from yingzhou.rulebook.reading import read_folder

GOOD = {
    "label": "答复期限",
    "label_en": "days to answer",
    "unit": "working_day",
    "values": [{"from": date(2026, 1, 1), "value": 5, "source": "某规定第三条", "confidence": "A"}],
}


@pytest.fixture
def written(tmp_path):
    """Writes one figure to a folder and reads it back."""
    import yaml

    def write(**changes) -> Rulebook:
        entry = {**GOOD, **changes}
        (tmp_path / "replies.yaml").write_text(yaml.safe_dump({"days": entry}, allow_unicode=True), encoding="utf-8")
        return read_folder(tmp_path)

    return write


def row(**changes):
    return {**GOOD["values"][0], **changes}


def without(key):
    return {name: value for name, value in GOOD["values"][0].items() if name != key}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        pytest.param({"values": [without("source")]}, "没有出处", id="no source"),
        pytest.param({"values": [without("from")]}, "没有生效日", id="no first day"),
        pytest.param({"values": [without("value")]}, "没有值", id="no value"),
        pytest.param({"values": [row(confidence="D")]}, "A、B、C", id="a confidence nobody defined"),
        pytest.param({"values": [row(to=date(2025, 1, 1))]}, "早于生效日", id="ends before it begins"),
        pytest.param({"values": [row(), row(value=6)]}, "重叠", id="two values on one day"),
        pytest.param({"values": []}, "没有任何值", id="no values at all"),
        pytest.param({"unit": "fortnight"}, "unit 不认识", id="a unit nobody defined"),
        pytest.param({"label_en": ""}, "缺 label_en", id="no English label"),
        pytest.param({"values": [row(sauce="某规定")]}, "不认识的项", id="a misspelt key"),
    ],
)
def test_a_faulty_file_is_refused_with_its_place_and_what_is_wrong(written, changes, words):
    with pytest.raises(FigureFault, match=words) as fault:
        written(**changes)

    assert fault.value.where == "replies.yaml · days"


def test_a_bureau_may_add_a_later_value_and_the_earlier_one_ends_the_day_before(written):
    book = written().with_added(
        [{"name": "replies.days", "from": date(2027, 1, 1), "value": 3, "source": "局发〔2026〕1号", "confidence": "A"}]
    )

    assert book.figure("replies.days", on=date(2026, 12, 31)).value == 5
    assert book.figure("replies.days", on=date(2027, 1, 1)).value == 3
    assert book.series("replies.days").values[0].until == date(2026, 12, 31)


def test_a_bureau_may_add_a_figure_of_its_own(written):
    book = written().with_added([{**GOOD, **row(), "name": "local.days", "value": 9}])

    assert book.figure("local.days", on=date(2026, 1, 1)).value == 9


def test_a_bureau_cannot_change_a_day_that_already_has_a_value(written):
    with pytest.raises(FigureFault, match="重叠"):
        written().with_added([{"name": "replies.days", "from": date(2026, 1, 1), "value": 3, "source": "x", "confidence": "A"}])


def test_adding_rows_changes_the_version_and_leaves_the_book_it_came_from_alone(written):
    book = written()
    before = book.version
    grown = book.with_added([{"name": "replies.days", "from": date(2027, 1, 1), "value": 3, "source": "x", "confidence": "A"}])

    assert book.version == before
    assert grown.version != before
    assert book.figure("replies.days", on=date(2027, 1, 1)).value == 5


def test_before_the_first_value_there_is_none(written):
    with pytest.raises(NoValueOn):
        written().figure("replies.days", on=date(2025, 12, 31))


def test_the_shipped_rulebook_reads_without_a_fault():
    assert len(list(shipped())) > 30
