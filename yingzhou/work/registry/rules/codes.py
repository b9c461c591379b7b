"""Whether a unified social credit code may be written down."""

from __future__ import annotations

from dataclasses import dataclass

from yingzhou.base.refusals import Refusal
from yingzhou.base.words import _
from yingzhou.engines.identifiers import uscc


class DoubtfulCode(Refusal):
    """The code fails its check, and nobody said why it is right all the same."""

    reason = _("统一社会信用代码 {code} 通不过校验：{message}")
    mend = _("请对照执照核对；执照上确实如此，就在下面写明理由再保存")
    field = "uscc"
    status = 422


class CodeTaken(Refusal):
    """Another business bears the code already."""

    reason = _("统一社会信用代码 {code} 已经登记在“{name}”名下")
    mend = _("打开那一户核对；确是同一户，请用“合并”")
    field = "uscc"
    status = 422


@dataclass(frozen=True)
class Code:
    """A code as it will be kept: `override` says why it stands although it fails its check."""

    normal: str = ""
    override: str = ""


def code_to_keep(text: str, override: str = "") -> Code:
    """The code in its normal form; one that fails its check is kept only with a reason (some early real ones do fail)."""
    checked = uscc.check(text)
    if not checked.normal:
        return Code()
    if checked.valid:
        return Code(checked.normal)
    if not override.strip():
        raise DoubtfulCode(code=checked.normal, message=checked.message)
    return Code(checked.normal[:18], override.strip())
