"""The Jinja2 environment of every page of ours."""

from __future__ import annotations

from typing import Any

import jinja2
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation

from yingzhou.web.shared import fields, showing


def environment(**options: Any) -> jinja2.Environment:
    """Autoescaping, strict about missing names, with gettext in new style."""
    options |= {"undefined": jinja2.StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    env = jinja2.Environment(**options, extensions=["jinja2.ext.i18n", "jinja2.ext.do"])  # noqa: S701  Django passes autoescape=True
    env.install_gettext_callables(  # type: ignore[attr-defined]
        gettext=translation.gettext, ngettext=translation.ngettext, pgettext=translation.pgettext, newstyle=True
    )
    env.globals.update(static=static, url=url, fresh_id=showing.fresh_id)
    env.filters.update(showing.FILTERS | fields.FILTERS)
    return env


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """`url("desk:case", case.public_id)`."""
    return reverse(name, args=args or None, kwargs=kwargs or None)
