"""Between a refusal and the form it came from."""

from __future__ import annotations

from django import forms

from yingzhou.base.refusals import Refusal


def refuse_in(form: forms.Form, refusal: Refusal) -> None:
    """Show the refusal beside its field, or above the form where it belongs to none."""
    field = refusal.field if refusal.field in form.fields else None
    form.add_error(field, " ".join(part for part in (refusal.reason_text, refusal.mend_text, refusal.whom_text) if part))
