"""What a verb of the trail is called on a page.  A room says so for its own verbs; one not said is shown as it is written.

verbs.name({"case.dispatch": _("交办")})                          # in the room's apps.py
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from yingzhou.base.words import _

_names: dict[str, Any] = {
    "evidence.put": _("收下证据"),
    "evidence.read": _("取出证据原件"),
    "evidence.sweep": _("清理无主文件"),
    "key.rotate": _("换密钥"),
    "key.retire": _("停用旧密钥"),
    "trail.export": _("导出留痕"),
    "trail.restore": _("说明数据库由备份恢复"),
}


def name(names: Mapping[str, Any]) -> None:
    """Add the words for some verbs."""
    _names.update(names)


def name_of(verb: str) -> Any:
    """The word for a verb; the verb itself where nobody gave one."""
    return _names.get(verb, verb)
