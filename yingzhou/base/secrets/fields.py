"""A column whose values are sealed on disk and read as plain text by those who hold the row.

    phone = SealedField()                                  # any model with a public_id
    phone_blind = models.CharField(max_length=48, db_index=True, blank=True)   # blind(phone, "phone")

The value is opened when the attribute is read, not when the row is fetched.  What cannot be bound to its row is refused
instead of written in the clear: `.update(phone="…")`, `.bulk_update()` and `.filter(phone="…")` raise; use an action
that saves the row, `sealed_for()` for bulk writing, and a blind index for searching.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.core import checks
from django.db import models
from django.db.models.query_utils import DeferredAttribute

from yingzhou.base.secrets.ciphers import Token, seal, seal_all, unseal
from yingzhou.base.secrets.keys import keyring


class UnsealedValue(TypeError):
    """Plain text was about to be written to, or compared with, a sealed column."""


class SealedAttribute(DeferredAttribute):
    """Opens the value on reading."""

    field: SealedField

    def __get__(self, instance: Any, cls: Any = None) -> Any:
        value = super().__get__(instance, cls)
        if isinstance(value, Token):
            return self.field.opened(instance, value)
        return value

    def __set__(self, instance: Any, value: Any) -> None:
        instance.__dict__[self.field.attname] = value


class SealedField(models.TextField):
    """Text sealed with the current field key, bound to table, column and `public_id` of its row.  Empty stays empty."""

    descriptor_class = SealedAttribute

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", "")
        super().__init__(*args, **kwargs)

    def check(self, **kwargs: Any) -> list[checks.CheckMessage]:
        found = super().check(**kwargs)
        if not any(known.name == "public_id" for known in self.model._meta.get_fields()):
            found.append(checks.Error("A sealed field needs a public_id in its row.", obj=self, id="secrets.E001"))
        return found

    def place(self, public_id: UUID) -> str:
        """What the value is bound to."""
        return f"{self.model._meta.db_table}.{self.column}.{public_id}"

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> str | None:
        return Token(value) if value else value

    def pre_save(self, instance: models.Model, add: bool) -> Any:
        held = instance.__dict__.get(self.attname)
        if not held or isinstance(held, Token):
            return held
        return self.sealed(instance, str(held))

    def sealed(self, instance: Any, text: str) -> Token:
        """The text as it is stored in that row."""
        return seal(text, place=self.place(instance.public_id), ring=keyring())

    def opened(self, instance: Any, token: Token) -> str:
        """What stands sealed in that row."""
        return unseal(token, place=self.place(instance.public_id), ring=keyring())

    def get_prep_value(self, value: Any) -> Any:
        if value is None or value == "" or isinstance(value, Token):
            return None if value is None else str(value)
        if hasattr(value, "resolve_expression"):
            return value
        raise UnsealedValue(
            f"{self.model._meta.label}.{self.name} is sealed: save the row, or write sealed_for(…); search its blind index"
        )


def sealed_for(model: type[models.Model], name: str, public_id: UUID, text: str) -> Token:
    """The sealed value of one column of one row, for writing many rows by COPY or `.update()`."""
    column = model._meta.get_field(name)
    if not isinstance(column, SealedField):
        raise UnsealedValue(f"{model._meta.label}.{name} is not a sealed field")
    return seal(text, place=column.place(public_id), ring=keyring())


def seal_many(model: type[models.Model], name: str, public_ids: Sequence[UUID | str], texts: Sequence[str]) -> list[str]:
    """`sealed_for` of many rows at once; an empty text stays empty.  An id given as text is in its usual spelling."""
    column = model._meta.get_field(name)
    if not isinstance(column, SealedField):
        raise UnsealedValue(f"{model._meta.label}.{name} is not a sealed field")
    before = f"{model._meta.db_table}.{column.column}."
    return seal_all(texts, [f"{before}{public_id}" for public_id in public_ids], ring=keyring())
