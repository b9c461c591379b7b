"""House rules that keep the road to several machines open (one schema a bureau)."""

from __future__ import annotations

import re

import pytest
from django.apps import apps
from django.core.management import call_command

from tests.house.source import ROOT, short


def test_every_table_has_a_primary_key():
    assert [model.__name__ for model in apps.get_models() if model._meta.pk is None] == []


def test_migrations_run_one_command_a_statement():
    several = []
    for path in sorted((ROOT / "yingzhou").glob("**/migrations/*.py")):
        for text in re.findall(r'"""(.*?)"""', path.read_text(encoding="utf-8"), re.DOTALL):
            body = re.sub(r"(\$[a-z_]*\$).*?\1", "", text, flags=re.DOTALL)  # what stands inside a function is one command
            if ";" in body.strip().rstrip(";"):
                several.append(short(path))

    assert several == []


@pytest.mark.django_db
def test_models_and_migrations_agree():
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)
