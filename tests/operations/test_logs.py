"""A log line says what happened and where, and names nobody."""

from __future__ import annotations

import json
import logging
import sys

from config.logs import JsonLines


def line_of(message: str, **extra: object) -> dict:
    record = logging.LogRecord("yingzhou", logging.ERROR, __file__, 1, message, (), None)
    record.__dict__.update(extra)
    return json.loads(JsonLines().format(record))


def test_a_line_is_one_object_whatever_stands_in_it():
    text = JsonLines().format(logging.LogRecord("x", logging.ERROR, "f", 1, 'two\nlines "quoted"', (), None))

    assert (text.count("\n"), json.loads(text)["said"]) == (0, 'two\nlines "quoted"')


def test_only_what_is_on_the_list_is_added():
    said = line_of("broke", code="E-1", phone="13900001234")

    assert (said["code"], "phone" in said) == ("E-1", False)


def test_an_error_leaves_its_kind_and_its_places_but_not_its_words():
    try:
        raise ValueError("row (王小满, 13900001234) refused")
    except ValueError:
        record = logging.LogRecord("x", logging.ERROR, "f", 1, "broke", (), sys.exc_info())
    text = JsonLines().format(record)

    assert json.loads(text)["error"] == "ValueError"
    assert "test_logs.py" in json.loads(text)["places"][-1]
    assert "13900001234" not in text
