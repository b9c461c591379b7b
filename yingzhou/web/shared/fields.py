"""How a form's fields become markup: the class of the control, and the words it is described by."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.boundfield import BoundField, BoundWidget


def widget(bound: BoundField, hint: Any = "") -> Any:
    """The control with its class, marked invalid where it is, and described by its hint and its errors."""
    attrs: dict[str, Any] = {"class": _class_of(bound)}
    described = [f"{bound.auto_id}-{part}" for part, there in (("hint", hint), ("error", bound.errors)) if there]
    if described:
        attrs["aria-describedby"] = " ".join(described)
    if bound.errors:
        attrs["aria-invalid"] = "true"
    return bound.as_widget(attrs=attrs)


def _class_of(bound: BoundField) -> str:
    own = bound.field.widget.attrs.get("class", "")
    if isinstance(bound.field.widget, forms.CheckboxInput):
        base = "form-check-input"
    elif isinstance(bound.field.widget, forms.Select):
        base = "form-select"
    else:
        base = "form-control"
    return " ".join(part for part in (base, own, "is-invalid" if bound.errors else "") if part)


def option_widget(option: BoundWidget) -> Any:
    """One radio button or check box of several."""
    option.data["attrs"]["class"] = "form-check-input"
    return option.tag()


def is_single_check(bound: BoundField) -> bool:
    return isinstance(bound.field.widget, forms.CheckboxInput)


def is_choice_list(bound: BoundField) -> bool:
    return isinstance(bound.field.widget, forms.RadioSelect | forms.CheckboxSelectMultiple)


def focus_id(bound: BoundField) -> str:
    """The id an error leads to: the control, or the first of several."""
    return f"{bound.auto_id}_0" if is_choice_list(bound) else str(bound.id_for_label or bound.auto_id)


FILTERS = {
    "widget": widget,
    "option_widget": option_widget,
    "is_single_check": is_single_check,
    "is_choice_list": is_choice_list,
    "focus_id": focus_id,
}
