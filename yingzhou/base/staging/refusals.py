"""Why a file, or a step with it, is refused: in words for the person who sent it."""

from __future__ import annotations

from typing import Any

from yingzhou.base.refusals import Refusal
from yingzhou.base.words import _

#: code of `opening.Unreadable` → (why not, what would work)
FILE_WORDS: dict[str, tuple[Any, Any]] = {
    "not_a_table": (_("这不是 xlsx 或 csv 表格"), _("用 Excel 或 WPS“另存为”xlsx，或用我们的模板")),
    "old_excel": (_("这是旧版 xls 表格"), _("在 Excel 或 WPS 里“另存为”xlsx 再传")),
    "encrypted": (_("这份表格设了密码"), _("去掉密码后再传")),
    "broken": (_("这份文件打不开，可能传坏了"), _("在电脑上打开确认一遍，另存后再传")),
    "too_big": (_("这份文件太大，展开后超过 400 MB"), _("只留要导入的那张表，去掉图片和多余的表；或存成 csv；或分成几份")),
    "too_long": (_("行数太多，一次最多 30 万行"), _("分成几份上传")),
    "too_wide": (_("列数太多，一次最多 100 列"), _("删掉用不到的列；空白的远处单元格也要删")),
    "too_many_parts": (_("这份 xlsx 里面的部件太多"), _("复制到一张新表，另存后再传")),
    "bomb": (_("这份 xlsx 压得不寻常，没有打开"), _("复制到一张新表，另存后再传")),
    "lies": (_("这份 xlsx 写的大小与实际不符，没有打开"), _("复制到一张新表，另存后再传")),
    "nested": (_("这份 xlsx 里面还套着压缩包，没有打开"), _("去掉嵌入的附件，另存后再传")),
    "bad_names": (_("这份 xlsx 里面的文件名不正常，没有打开"), _("复制到一张新表，另存后再传")),
    "doctype": (_("这份 xlsx 带有外部引用声明，没有打开"), _("复制到一张新表，另存后再传")),
    "long_cell": (_("有一格文字太长，超过 32767 字"), _("删短那一格再传")),
    "too_costly": (_("打开这份文件要用的内存或时间超过了上限，没有打开"), _("复制到一张新表，另存后再传；或存成 csv")),
    "encoding": (_("文字编码认不出来"), _("另存为“CSV UTF-8”，或直接传 xlsx")),
    "empty": (_("这份文件里没有数据"), _("第一行写列名，从第二行起写数据")),
    "no_header": (_("第一行没有列名"), _("第一行写列名；可以从模板复制")),
}


class FileRefused(Refusal):
    """The file will not be read; `code` is one of FILE_WORDS."""

    status = 422
    field = "file"

    def __init__(self, why: str) -> None:
        self.why = why if why in FILE_WORDS else "broken"
        self.reason, self.mend = FILE_WORDS[self.why]
        super().__init__()


class NotAtThisStep(Refusal):
    reason = _("这一批现在是“{state}”，不能{act}")
    mend = _("刷新页面，看它走到哪一步")


class AtWork(Refusal):
    reason = _("这一批正在处理（{step}）")
    mend = _("等它做完，页面会自己更新")


class ChangedMeanwhile(Refusal):
    reason = _("校验之后，有 {count} 户被别人改过，没有写入任何数据")
    mend = _("已经重新校验；请再看一遍差异，然后写入")


class NothingToCommit(Refusal):
    reason = _("这一批没有要写入的改动")
    mend = _("文件里的内容库里都有了；可以放弃这一批")


class UndoTooLate(Refusal):
    reason = _("撤销的期限已过（{until}）")
    mend = _("请逐户更正；旧值在每一户的变更记录里")


class ColumnsMissing(Refusal):
    reason = _("还有必填的栏没有对应：{columns}")
    mend = _("为每个必填的栏选文件里的一列")
    field = "columns"
    status = 422


class ColumnTwice(Refusal):
    reason = _("“{column}”对应了两列")
    mend = _("一栏只对应文件里的一列")
    field = "columns"
    status = 422
