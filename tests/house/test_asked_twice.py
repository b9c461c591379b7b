"""一数一源: a person is asked for a fact once.

Two forms that ask under one label ask either for the same fact, which is a burden and a fault, or for two facts that share a
word; then the reason stands in `asked_again.yaml`.  Forms that inherit their fields (enter, correct) are one form.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections import defaultdict
from collections.abc import Iterator

import yaml
from django import forms

import yingzhou.web
from tests.house.source import ROOT

REASONS = ROOT / "tests" / "house" / "asked_again.yaml"

#: What the registry holds of a business.  A form about a business we know asks for none of it.
HELD = ("统一社会信用代码", "企业类型", "行业代码", "登记住所", "成立日期", "从业人员", "营业收入", "资产总额")
REGISTRY = "yingzhou.web.desk.forms.registry"


def all_forms() -> Iterator[type[forms.BaseForm]]:
    """Every form a person fills in."""
    for found in pkgutil.walk_packages(yingzhou.web.__path__, "yingzhou.web."):
        module = importlib.import_module(found.name)
        for value in vars(module).values():
            if isinstance(value, type) and issubclass(value, forms.BaseForm) and value.__module__ == module.__name__:
                yield value


def asked(form: type[forms.BaseForm]) -> dict[str, str]:
    """Label → field of what the form visibly asks."""
    fields = form.base_fields.items()  # type: ignore[attr-defined]
    return {str(field.label): name for name, field in fields if field.label and not field.widget.is_hidden}


def root_of(form: type[forms.BaseForm], label: str) -> str:
    """The first form in the line of descent that asks for it: a form that inherits a field does not ask again."""
    line = [kind for kind in form.__mro__ if issubclass(kind, forms.BaseForm) and label in asked_or_nothing(kind)]
    return f"{line[-1].__module__.removeprefix('yingzhou.web.')}.{line[-1].__name__}"


def asked_or_nothing(form: type) -> dict[str, str]:
    return asked(form) if hasattr(form, "base_fields") else {}


def searches(form: type[forms.BaseForm]) -> bool:
    """A filter of a list narrows what is shown; it asks for no fact."""
    return "Filter" in form.__name__


def places() -> dict[str, set[str]]:
    """Label → the forms that ask it."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for form in all_forms():
        if not searches(form):
            for label in asked(form):
                found[label].add(root_of(form, label))
    return found


def test_a_label_two_forms_ask_has_a_reason():
    reasons = yaml.safe_load(REASONS.read_text()) or {}
    again = {label: sorted(forms_) for label, forms_ in places().items() if len(forms_) > 1}

    assert {label: where for label, where in again.items() if label not in reasons} == {}
    assert [label for label in reasons if label not in again] == []
    assert [label for label, why in reasons.items() if not str(why).strip()] == []


def test_what_the_registry_holds_is_asked_nowhere_else():
    elsewhere = {label: where for label, where in places().items() if label in HELD}

    assert {
        label: [one for one in where if f"yingzhou.web.{one}".rpartition(".")[0] != REGISTRY]
        for label, where in elsewhere.items()
    } == {label: [] for label in HELD}
