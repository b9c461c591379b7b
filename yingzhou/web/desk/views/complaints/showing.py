"""How a complaint's days are shown."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yingzhou.web.shared.clocks import Clock, clock
from yingzhou.work.disputes.models import Complaint
from yingzhou.work.disputes.queries.dossier import DueDay, due_of

READ = gettext_lazy("看投诉")
WRITE = gettext_lazy("登记投诉")
WORK = gettext_lazy("办投诉")


def chip(due: DueDay) -> Clock:
    """The statutory day as a chip: alarm on the strict day."""
    return clock(
        due.due_on,
        left=due.left,
        working=due.working,
        done=due.is_done,
        label=due.label,
        article=due.article or _("法定"),
        detail=_("%(label)s：%(source)s。") % {"label": due.label, "source": due.source},
        provisional=due.is_provisional and not due.is_done,
        used=due.used,
    )


def chip_of(complaint: Complaint) -> Clock:
    return chip(due_of(complaint))
