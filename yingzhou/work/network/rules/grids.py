"""What a grid refuses."""

from __future__ import annotations

from yingzhou.base.refusals import Refusal
from yingzhou.base.words import _


class GridNameTaken(Refusal):
    """Another grid has this name or code."""

    reason = _("已经有一张网格叫{name}，或用这个代号")
    mend = _("换一个名字和代号")
    field = "name"
    status = 422
