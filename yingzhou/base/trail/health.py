"""What the doctor asks of the trail."""

from __future__ import annotations

from yingzhou.base.health import Check
from yingzhou.base.trail.watching import Level, sealing_state
from yingzhou.base.words import _


def sealing() -> Check:
    """The sealer keeps up, and this is not an old copy of the database."""
    state = sealing_state()
    if state.level is Level.OLD_COPY:
        return Check(
            "sealing",
            False,
            str(_("外面公布的批次比库里多：这个库是旧备份")),
            str(_("确认恢复无误后运行 yingzhou trail restored")),
        )
    if not state.is_fine:
        minutes = int(state.delay.total_seconds() // 60)
        message = str(_("留痕已有{minutes}分钟没有封存")).format(minutes=minutes)
        return Check("sealing", False, message, str(_("看封存进程是否在运行：yingzhou sealer --once 会说出原因")))
    return Check(
        "sealing", True, str(_("已封存到第{number}批，{waiting}条在等")).format(number=state.number, waiting=state.waiting)
    )
