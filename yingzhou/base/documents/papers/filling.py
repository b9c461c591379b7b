"""Filling a Word template of the bureau's: every `{{ field }}` by name, none forgotten, none left blank unseen."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from zipfile import BadZipFile

from docx.opc.exceptions import PackageNotFoundError
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import SandboxedEnvironment

from yingzhou.base.clock import SHANGHAI
from yingzhou.base.refusals import Refusal
from yingzhou.base.words import _

#: What stands where a value is missing: to be seen, and to be filled in by hand.
BLANK = "＿＿＿＿＿＿"


class UnknownField(Refusal):
    """The template asks for something that does not exist here."""

    reason = _("模板里的字段“{names}”这里没有")
    mend = _("可用的字段：{known}")
    status = 422


class TemplateBroken(Refusal):
    """The template cannot be read as a Word file with fields."""

    reason = _("这个模板读不懂：{fault}")
    mend = _("用Word另存为docx，字段写成双花括号加字段名")
    status = 422


def fields_of(template: bytes) -> list[str]:
    """The names of the fields the template asks for."""
    return list(_asked(template))


@lru_cache(maxsize=64)
def _asked(template: bytes) -> tuple[str, ...]:
    """The same, found once for each template: finding them costs as much as filling it."""
    try:
        return tuple(sorted(_opened(template).get_undeclared_template_variables(_environment())))
    except TemplateError as error:
        raise TemplateBroken(fault=error.message or type(error).__name__) from error


def fill(template: bytes, values: Mapping[str, Any]) -> bytes:
    """The template with every field filled; a value of None or "" shows as a blank line, a day as 2026年11月23日.

    A field that `values` does not have is refused by its name.  What is filled in is text: it can neither break the file
    nor bring in a field of its own.
    """
    missing = [name for name in fields_of(template) if name not in values]
    if missing:
        raise UnknownField(names="、".join(missing), known="、".join(sorted(values)))
    document = _opened(template)
    try:
        document.render({name: shown(value) for name, value in values.items()}, _environment(), autoescape=True)
    except TemplateError as error:
        raise TemplateBroken(fault=error.message or type(error).__name__) from error
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def shown(value: Any) -> Any:
    """A value as a paper shows it; lists of mappings (for tables) stay lists."""
    if value is None or value == "":
        return BLANK
    if isinstance(value, datetime):
        return _moment(value.astimezone(SHANGHAI))
    if isinstance(value, date):
        return _day(value)
    if isinstance(value, Mapping):
        return {name: shown(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [shown(item) for item in value]
    return str(value)


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _moment(moment: datetime) -> str:
    return f"{_day(moment)} {moment:%H:%M}"


def _opened(template: bytes) -> DocxTemplate:
    document = DocxTemplate(io.BytesIO(template))
    try:
        document.init_docx()
    except (BadZipFile, PackageNotFoundError, KeyError, ValueError) as error:
        raise TemplateBroken(fault=type(error).__name__) from error
    return document


def _environment() -> SandboxedEnvironment:
    """Names of fields and loops over rows; nothing that counts, imports or reaches into the program."""
    environment = SandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    environment.globals.clear()
    return environment
