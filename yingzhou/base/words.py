"""The one place where rules and actions take the translation mark from, so that rules need not know the framework."""

from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

__all__ = ["_", "either", "every_language", "ngettext_lazy"]


def every_language(text: Any) -> tuple[str, ...]:
    """A marked text in each language of the system, Chinese first: files may use the words of any of them."""
    said = []
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            said.append(str(text))
    return tuple(dict.fromkeys(said))


def _either(chinese: str, english: str) -> str:
    return english if (translation.get_language() or "").startswith("en") else chinese


#: A label that is data, in the language of the moment: `either(column.label, column.label_en)`.
either = lazy(_either, str)
