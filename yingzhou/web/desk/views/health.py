"""作业与健康：is the deployment well, and what became of the background work.  Counts and names of tasks; nobody's matter."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from yingzhou.base.health import Check, examine
from yingzhou.base.jobs import reading
from yingzhou.base.jobs.models import Duty
from yingzhou.base.jobs.reading import DeadLetter, Queue
from yingzhou.base.jobs.retrying import retry
from yingzhou.web.door.access import who
from yingzhou.web.door.viewer import viewer_of
from yingzhou.work.accounts.choices import Role

#: What each check looks at, in the reader's words.
LABELS = {
    "database": _("数据库"),
    "migrations": _("表结构"),
    "privileges": _("数据库权限"),
    "worker": _("作业进程"),
    "queue": _("作业队列"),
    "reconcilers": _("例行核对"),
    "sealing": _("留痕封存"),
    "disk": _("磁盘"),
    "clock": _("时钟"),
    "keys": _("密钥"),
    "backups": _("备份"),
    "calendar": _("工作日历"),
}


@dataclass(frozen=True)
class HealthPage:
    """All that desk/health/health.html may use."""

    checks: list[tuple[object, Check]]
    bad: int
    queues: tuple[Queue, ...]
    letters: tuple[DeadLetter, ...]
    letter_count: int
    duties: tuple[Duty, ...]
    may_retry: bool


@require_safe
@who(Role.SYSTEM_OPERATOR, Role.BUREAU_LEADER)
def health(request: HttpRequest) -> HttpResponse:
    """What the doctor says, and the queue."""
    checks = examine()
    page = HealthPage(
        checks=[(LABELS.get(check.name, check.name), check) for check in checks],
        bad=sum(not check.ok for check in checks),
        queues=reading.queues(),
        letters=reading.dead_letters(limit=50),
        letter_count=reading.dead_letter_count(),
        duties=reading.duties(),
        may_retry=viewer_of(request).has(Role.SYSTEM_OPERATOR),
    )
    return render(request, "desk/health/health.html", vars(page))


@require_POST
@who(Role.SYSTEM_OPERATOR, act=_("重试作业"))
def retry_job(request: HttpRequest, pid: UUID) -> HttpResponse:
    """One more try of a job that was given up."""
    retry(failure=pid, by=viewer_of(request))
    messages.success(request, gettext("已重新排队"))
    return redirect("desk:health")
