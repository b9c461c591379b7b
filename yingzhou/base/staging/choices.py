"""The words of staging."""

from __future__ import annotations

from django.db.models import TextChoices

from yingzhou.base.words import _


class State(TextChoices):
    """How far a batch has come.  Nothing outside the batch's own tables is written before `committed`."""

    UPLOADED = "uploaded", _("已上传")
    UNMAPPED = "unmapped", _("等对应列")
    CHECKED = "checked", _("已校验，未写入")
    COMMITTED = "committed", _("已写入")
    UNDONE = "undone", _("已撤销")
    DROPPED = "dropped", _("已放弃")
    REFUSED = "refused", _("文件没有收下")


class Step(TextChoices):
    """What a job is doing with the batch at this moment; blank when nobody works on it."""

    READING = "reading", _("读文件并逐行校验")
    COMPARING = "comparing", _("与库里比对")
    COMMITTING = "committing", _("写入")
    UNDOING = "undoing", _("撤销")


class Severity(TextChoices):
    """An error holds its row back; a warning does not."""

    ERROR = "error", _("有错，先不写")
    WARNING = "warning", _("请留意，照写")


class Choice(TextChoices):
    """What a person decided about one row."""

    SAME = "same", _("同一户")
    TWO = "two", _("两户")
    LEAVE = "leave", _("先不写")
