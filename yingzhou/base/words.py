"""The one place where rules and actions take the translation mark from, so that rules need not know the framework."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

__all__ = ["_", "ngettext_lazy"]
