"""The Jinja2 environment of every page of ours.

Pages say the same words, name the same pictures and lead to the same addresses over and over, so each of these is worked
out once a process and looked up afterwards.  Components are imported without context: such a module is made once, not
once a page; a macro takes everything it shows as an argument.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any
from uuid import UUID

import jinja2
from django.templatetags import static as django_static
from django.urls import reverse
from django.utils import translation
from markupsafe import Markup

from yingzhou.web.shared import clocks, fields, showing

#: Stands for the public id while the shape of an address is learned.
ANY_ID = UUID("00000000-0000-4000-8000-000000000000")
#: Sentences kept translated: more than all our templates have, in both languages.
SENTENCES = 8192


def environment(**options: Any) -> jinja2.Environment:
    """Autoescaping, strict about missing names, with gettext in new style."""
    options |= {"undefined": jinja2.StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    env = jinja2.Environment(**options, extensions=["jinja2.ext.i18n", "jinja2.ext.do"])  # noqa: S701  Django passes autoescape=True
    env.install_gettext_callables(  # type: ignore[attr-defined]
        gettext=translation.gettext, ngettext=translation.ngettext, pgettext=translation.pgettext, newstyle=True
    )
    env.globals.update(
        static=static,
        url=url,
        drawn_icon=drawn_icon,
        fresh_id=showing.fresh_id,
        deadline_of=clocks.deadline_of,
        gettext=say,
        _=say,
    )
    env.filters.update(showing.FILTERS | fields.FILTERS)
    return env


def say(sentence: str, **values: Any) -> Markup:
    """The sentence in the language of the page, its `%(name)s` filled in and escaped."""
    said = _said(translation.get_language(), sentence)
    return said % values


@lru_cache(maxsize=SENTENCES)
def _said(_language: str | None, sentence: str) -> Markup:
    return Markup(translation.gettext(sentence))  # noqa: S704  written by us, in a template or a catalogue


@cache
def static(path: str) -> str:
    """The address of a static file: the same as long as the process lives."""
    return django_static.static(path)


@cache
def drawn_icon(name: str, extra: str = "") -> Markup:
    """A picture of the icon sheet, for the eye only."""
    css = f"i {extra}" if extra else "i"
    sheet = static("yz/img/icons.svg")
    return Markup('<svg class="{}" aria-hidden="true" focusable="false"><use href="{}#i-{}"/></svg>').format(css, sheet, name)


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """`url("desk:case", case.public_id)`."""
    if not kwargs and all(type(arg) is UUID for arg in args):
        shape = _shape(name, len(args))
        return shape.format(*args)
    return reverse(name, args=args or None, kwargs=kwargs or None)


@cache
def _shape(name: str, ids: int) -> str:
    """The address of a page with a gap for each public id."""
    address = reverse(name, args=[ANY_ID] * ids or None)
    return address.replace("{", "{{").replace("}", "}}").replace(str(ANY_ID), "{}")
