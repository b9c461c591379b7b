"""A form sent after its session had run out: kept sealed for its sender, shown to nobody else, offered again after sign-in."""

from __future__ import annotations

import json
from dataclasses import dataclass

from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest

from yingzhou.base.secrets.ciphers import Token, seal, unseal
from yingzhou.base.secrets.keys import keyring

SLOT = "held_form"
PLACE = "web.held_form"
LARGEST = 200_000
NOT_HELD = frozenset({"csrfmiddlewaretoken"})


@dataclass(frozen=True)
class Held:
    """Where the form was going, and every field of it."""

    path: str
    fields: tuple[tuple[str, str], ...]


def fields_of(request: HttpRequest, *, without: frozenset[str] = NOT_HELD) -> tuple[tuple[str, str], ...]:
    """Every name and value of a posted form, but the token that guards it (files cannot be held)."""
    pairs = ((name, value) for name, values in request.POST.lists() for value in values)
    return tuple((name, str(value)) for name, value in pairs if name not in without)


def hold(request: HttpRequest) -> None:
    """Keep the form in the visitor's new, empty session, sealed, if it is known whose session has just run out."""
    officer_id = getattr(request.session, "expired_officer_id", None)
    if officer_id is None:
        return
    text = json.dumps({"officer": officer_id, "path": request.get_full_path(), "fields": fields_of(request)})
    if len(text) <= LARGEST:
        request.session[SLOT] = str(seal(text, place=PLACE, ring=keyring()))


def held_for(request: HttpRequest) -> Held | None:
    """The form that waits for the person now signed in; nobody else's."""
    sealed = request.session.get(SLOT)
    if not sealed:
        return None
    text = json.loads(unseal(Token(sealed), place=PLACE, ring=keyring()))
    if str(text["officer"]) != request.session.get(SESSION_KEY):
        return None
    return Held(path=text["path"], fields=tuple((name, value) for name, value in text["fields"]))


def let_go(request: HttpRequest) -> None:
    """The form has been taken up, or given up."""
    request.session.pop(SLOT, None)
