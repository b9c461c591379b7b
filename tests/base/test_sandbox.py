"""A hostile file ends a child, never the server."""

from __future__ import annotations

import sys

import pytest

from yingzhou.base import sandbox
from yingzhou.base.sandbox import SandboxFailure

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="limits of a child are kept by POSIX kernels only")


def test_the_answer_comes_back():
    assert sandbox.run("tests.base.hostile:add", 2, other=3) == 5


def test_what_a_decoder_prints_is_not_taken_for_its_answer():
    assert sandbox.run("tests.base.hostile:chatter", "大米") == {"said": "大米"}


@pytest.mark.parametrize(
    ("target", "limits", "kind"),
    [
        pytest.param("devour", {"memory": 256}, "memory", id="more memory than allowed"),
        pytest.param("spin", {"cpu_seconds": 1}, "time", id="more processor time than allowed"),
        pytest.param("sleep", {"wall_seconds": 0.5}, "time", id="more wall time than allowed"),
        pytest.param("abort", {}, "crash", id="the decoder aborts"),
    ],
)
def test_a_child_beyond_its_limits_is_a_typed_failure(target, limits, kind):
    with pytest.raises(SandboxFailure) as failure:
        sandbox.run(f"tests.base.hostile:{target}", **limits)

    assert failure.value.kind == kind


def test_an_exception_in_the_child_is_named_and_quoted_but_not_raised_as_itself():
    with pytest.raises(SandboxFailure) as failure:
        sandbox.run("tests.base.hostile:fail")

    assert (failure.value.kind, failure.value.exception, failure.value.detail) == ("error", "ValueError", "列 B 不是日期")


def test_a_child_cannot_fill_the_disk(tmp_path):
    target = tmp_path / "big"

    with pytest.raises(SandboxFailure):
        sandbox.run("tests.base.hostile:write", str(target), 8 * 1024 * 1024, file_mib=1)

    assert target.stat().st_size <= 1024 * 1024


def test_the_child_is_given_no_secret_of_ours(monkeypatch):
    monkeypatch.setenv("DATABASE_URL_COPY", "postgresql://canary")

    assert "canary" not in str(sandbox.run("tests.base.hostile:environment"))
