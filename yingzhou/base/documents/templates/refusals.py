"""What is said when a template is not taken in, or not put in force."""

from __future__ import annotations

from yingzhou.base.evidence.refusals import FileRefused
from yingzhou.base.refusals import Refusal
from yingzhou.base.words import _


class NotWord(FileRefused):
    reason = _("模板要用 Word（docx），这份是 {found}")
    mend = _("在 Word 或 WPS 里另存为 docx 再上传")


class ReachesOutside(FileRefused):
    reason = _("模板里有指向外面的链接或自动更新的域：{what}")
    mend = _("取消超链接、链接的图片和附加模板，另存一份再上传")


class UnknownFields(FileRefused):
    reason = _("模板里的字段“{names}”这里没有")
    mend = _("可用的字段：{known}")


class CannotBeFilled(FileRefused):
    reason = _("模板填不出来：{fault}")
    mend = _("字段写成双花括号加字段名，表格循环照下载的模板写")


class TooLateToHold(Refusal):
    """In force from a day that is gone."""

    reason = _("生效日 {since} 已经过去，已制作的文书不能改")
    mend = _("改成今天或以后的日子")
    field = "since"
    status = 422


class HeldThatDay(Refusal):
    """Two editions from one day."""

    reason = _("{since} 起已经批准了第 {edition} 版")
    mend = _("换一个生效日")
    field = "since"


class ApprovedByTheSame(Refusal):
    """Nobody approves what they entered."""

    reason = _("上传的人不能批准自己上传的模板")
    mend = _("请另一位有权的同事批准")
    status = 403
