"""The commands that need neither a database nor settings, as a script would call them."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from yingzhou import cli

BARE = {"PATH": os.environ["PATH"], "YINGZHOU_LANG": "en"}


def ask(*words: str, given: str = "", env=BARE):
    return subprocess.run(
        [sys.executable, "-m", "yingzhou.cli", *words], input=given, capture_output=True, text=True, env=env, check=False
    )


def test_help_lists_the_commands_that_are_there():
    answer = ask("--help")

    assert answer.returncode == 0
    assert set(cli.offered()) <= {line.split()[0] for line in answer.stdout.splitlines()[2:]}


@pytest.mark.parametrize("name", ["figures", "check", "size", "deadline"])
def test_every_command_has_help(name):
    answer = ask(name, "--help")

    assert (answer.returncode, answer.stderr) == (0, "")


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(["fly"], id="no such command"),
        pytest.param(["deadline"], id="nothing given"),
        pytest.param(["deadline", "complaints.nothing", "--from", "2026-05-01"], id="no such figure"),
        pytest.param(["deadline", "complaints.acceptance_days", "--from", "soon"], id="no date"),
        pytest.param(["deadline", "complaints.acceptance_days", "--from", "2026-05-01", "--extend"], id="no extension exists"),
        pytest.param(["deadline", "sizes.catering", "--from", "2026-05-01"], id="not a period"),
        pytest.param(
            ["deadline", "reports.check_days", "--from", "2026-05-01", "--suspend", "2026-05-09..2026-05-02"], id="backwards"
        ),
        pytest.param(["check", "uscc"], id="no number"),
        pytest.param(["size", "nowhere.json"], id="no such file"),
        pytest.param(["figures", "--color"], id="no such option"),
    ],
)
def test_bad_usage_is_one_sentence_and_two(words):
    answer = ask(*words)

    assert (answer.returncode, answer.stdout) == (2, "")
    assert answer.stderr.count("\n") == 1


def test_a_deadline_is_told_with_its_derivation():
    answer = ask("deadline", "complaints.acceptance_days", "--from", "2026-04-30", "--json")

    told = json.loads(answer.stdout)
    assert (told["due_strict"], told["due_rolled"], told["provisional"]) == ("2026-05-13", "2026-05-13", False)
    assert (told["figure"], told["article"]) == ("complaints.acceptance_days", "第十五条")
    assert sum(day["counted"] for day in told["days"]) == 7


def test_an_extension_and_a_suspension_are_added():
    answer = ask(
        "deadline", "reports.check_days", "--from", "2026-06-01", "--extend", "--suspend", "2026-06-02..2026-06-05", "--json"
    )

    told = json.loads(answer.stdout)
    assert told["period"]["length"] == 30
    assert [day["date"] for day in told["days"] if day["why"] == "suspended"] == [f"2026-06-0{n}" for n in (2, 3, 4, 5)]


def test_another_years_notice_can_be_handed_in(tmp_path):
    notice = tmp_path / "2027.yaml"
    notice.write_text(
        "year: 2027\nsource: 测试\npublished: 2026-11-30\nconfidence: C\n"
        "rest: {元旦: [2027-01-01]}\nstatutory: [2027-01-01]\nmade_up: []\n",
        encoding="utf-8",
    )

    told = json.loads(
        ask("deadline", "complaints.acceptance_days", "--from", "2026-12-28", "--calendar", str(notice), "--json").stdout
    )

    assert (told["due_strict"], told["provisional"]) == ("2027-01-07", False)


def test_codes_are_checked_and_one_bad_one_makes_the_answer_no():
    good = ask("check", "uscc", "91310000132207927C", "--json")
    mixed = ask("check", "uscc", "-", "--json", given="91310000132207927C\n91310000710923520P\n")

    assert (good.returncode, mixed.returncode) == (0, 1)
    assert [one["valid"] for one in json.loads(mixed.stdout)] == [True, False]
    assert {"input", "normal", "valid", "kind", "message"} <= set(json.loads(good.stdout)[0])


def test_a_patent_number_is_checked():
    answer = ask("check", "patent", "CN202010566088.9", "--json")

    assert json.loads(answer.stdout)[0]["valid"] is True


def test_a_size_is_told_with_its_reasons_from_standard_input():
    answer = ask("size", "-", "--json", "--on", "2026-11-22", given='{"industry": "6210", "employees": 9}')

    told = json.loads(answer.stdout)
    assert (answer.returncode, told["size"]) == (0, "micro")
    assert "国统字〔2017〕213号" in told["instrument"]
    assert len(told["reasons"]) == 6


def test_figures_are_listed_with_dates_and_sources():
    told = json.loads(ask("figures", "complaints.mediation_days", "--json").stdout)

    assert [(value["from"], value["to"], value["value"]) for value in told[0]["values"]] == [
        ("2020-01-01", "2026-04-14", 45),
        ("2026-04-15", None, 60),
    ]


def test_the_terminal_decides_the_language():
    assert "用法" in ask("--help", env={**BARE, "YINGZHOU_LANG": "zh_CN.UTF-8"}).stdout


def test_no_command_without_a_database_imports_the_framework():
    code = "import sys; from yingzhou import cli; cli.run(['figures', '--json']); sys.exit('django' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], capture_output=True, env=BARE, check=False).returncode == 0
