"""Refusals: a decision not to do what was asked, in words for the person who asked."""

from __future__ import annotations

from typing import Any

from yingzhou.base.words import _


class Refusal(Exception):
    """Something was asked that will not be done.

    `reason` says what was asked and why not, `mend` what would work, `whom` whom to ask; each may use `{names}` given
    to the constructor.  `field` names the form field the refusal belongs to, `status` the HTTP status a page answers with.
    Rules raise it, actions let it pass, the page shows it beside the button.  Nothing in between catches it.
    """

    reason: Any = _("不能这样做")
    mend: Any = ""
    whom: Any = ""
    field: str | None = None
    status = 409

    def __init__(self, *, field: str | None = None, **facts: Any) -> None:
        self.facts = facts
        if field is not None:
            self.field = field
        super().__init__()

    def _say(self, text: Any) -> str:
        return str(text).format(**self.facts) if text else ""

    @property
    def reason_text(self) -> str:
        return self._say(self.reason)

    @property
    def mend_text(self) -> str:
        return self._say(self.mend)

    @property
    def whom_text(self) -> str:
        return self._say(self.whom)

    @property
    def code(self) -> str:
        return type(self).__name__

    def __str__(self) -> str:
        return " ".join(part for part in (self.reason_text, self.mend_text) if part)


class NotFound(Refusal):
    """Unknown, or not for this viewer: both answer alike, so that an id tells nothing."""

    reason = _("没有找到这一条，或者它不在您的范围内")
    mend = _("核对链接；若确属您的工作，请联系站长或安全管理员")
    status = 404


class NotAllowed(Refusal):
    """The viewer's roles do not include this act."""

    reason = _("您的岗位不能{act}")
    mend = _("可以的岗位：{roles}")
    whom = _("请联系站长或安全管理员")
    status = 403


class AlreadyUsed(Refusal):
    """The same key came again with another content."""

    reason = _("这个编号已经用于另一份内容")
    mend = _("刷新页面后重新填写")
    status = 409
