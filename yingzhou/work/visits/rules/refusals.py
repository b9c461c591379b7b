"""What is not taken from a phone, and what would work.  The phone keeps everything it was refused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from yingzhou.base.refusals import Refusal
from yingzhou.base.words import _


@dataclass(frozen=True)
class Fault:
    """One thing wrong in a record: where, what, and what would work."""

    field: str
    reason: Any
    mend: Any


class NotUnderstood(Refusal):
    """A record that cannot be read as a visit.  `faults` names every place."""

    reason = _("这次走访有 {count} 处填得不对")
    mend = _("按提示改好再发；手机里的记录还在")
    status = 422

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        self.faults = faults
        super().__init__(count=len(faults))


class PhotosMissing(Refusal):
    """A record that speaks of photos which are not here yet."""

    reason = _("还有 {count} 张照片没有传完")
    mend = _("先把照片传完，再发这次走访")
    field = "photos"

    def __init__(self, missing: tuple[UUID, ...]) -> None:
        self.missing = missing
        super().__init__(count=len(missing))


class PhotoUsed(Refusal):
    """A photo that stands in another record."""

    reason = _("有 {count} 张照片已经用在另一处")
    mend = _("每处问题请各拍各的")
    field = "photos"
    status = 422


class PhotoDiffers(Refusal):
    """The key of a photo came with another length or hash."""

    reason = _("这个编号已经用于另一张照片")
    mend = _("给这张照片换一个编号再传")
    field = "photo"


class PhotoTooLarge(Refusal):
    """A photo longer than any phone makes one for us."""

    reason = _("照片超过 {most} MB")
    mend = _("在相机设置里把照片调小，再拍一张")
    field = "photo"
    status = 413


class KeyOfAnother(Refusal):
    """The key of a record belongs to somebody else's."""

    reason = _("这个编号已经用于另一个人的走访")
    mend = _("手机里的记录还在；请导出后交给所里合并")
    field = "key"


class NothingToAmend(Refusal):
    """An amendment that changes nothing."""

    reason = _("没有要更正的内容")
    mend = _("写明哪一项、改成什么")
    field = "fields"
    status = 422


class WhyMissing(Refusal):
    """An amendment without a reason."""

    reason = _("没有写更正的原因")
    mend = _("写一句为什么要改")
    field = "why"
    status = 422


class AlreadyResolved(Refusal):
    """Two copies somebody has already decided about."""

    reason = _("这两份记录已经有人处理过了")
    mend = _("刷新页面看处理结果")


class NotDecided(Refusal):
    """Two copies with a field nobody has chosen for."""

    reason = _("还没有选：{fields}")
    mend = _("每一项都选一份")
    field = "chosen"
    status = 422


class CannotTake(Refusal):
    """A field of the second copy that no amendment may change."""

    reason = _("{fields}不能改成另一份的：封存的记录里，这些不能更正")
    mend = _("这几项保留原来的；另一份仍然留着，可以查看")
    field = "chosen"
    status = 422


class FormHasFaults(Refusal):
    """A checklist that cannot be taken over as it stands."""

    reason = _("这份清单还有 {count} 处不能用")
    mend = _("按列出的行和栏改好，再传一次")
    field = "file"
    status = 422


class VersionTaken(Refusal):
    """A version that was published before."""

    reason = _("“{code}”的 {version} 版已经发布过，发布了的不能改")
    mend = _("在 settings 表里换一个版本号再传")
    field = "file"
    status = 422
