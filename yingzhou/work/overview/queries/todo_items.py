"""A line of 待办: what to do, about what, by when, and what happens when it is late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from yingzhou.base.words import _

SOON = 3


class Risk(StrEnum):
    """What happens when it is late; the order of the list.  Amounts and persons play no part."""

    STATUTORY_NOW = "statutory_now"
    STATUTORY_SOON = "statutory_soon"
    PROMISED_NOW = "promised_now"
    PROMISED = "promised"
    LATER = "later"


RISK_WORDS = {
    Risk.STATUTORY_NOW: _("法定 · 逾期或今天到期"),
    Risk.STATUTORY_SOON: _("法定 · 三个工作日内"),
    Risk.PROMISED_NOW: _("答应过别人的 · 逾期或今天到期"),
    Risk.PROMISED: _("答应过别人的"),
    Risk.LATER: _("可以稍后"),
}


@dataclass(frozen=True)
class Due:
    """A day to be ready by: `left` days counted as the period is counted, and what it rests on."""

    due_on: date
    left: int
    working: bool
    label: str
    basis: str
    source: str
    is_statutory: bool = False
    is_provisional: bool = False
    used: int = 0


@dataclass(frozen=True)
class Item:
    """One thing to do: what, about what, why it is this person's, by when; `page` and `pid` say where."""

    title: str
    about: str
    why: str
    act: str
    icon: str
    area: str
    page: str
    pid: UUID | None = None
    due: Due | None = None

    @property
    def risk(self) -> Risk:
        if self.due is None:
            return Risk.LATER
        if self.due.is_statutory:
            near = self.due.left <= SOON
            return Risk.STATUTORY_NOW if self.due.left <= 0 else Risk.STATUTORY_SOON if near else Risk.LATER
        return Risk.PROMISED_NOW if self.due.left <= 0 else Risk.PROMISED


@dataclass(frozen=True)
class TodoGroup:
    """The lines of one risk, the earliest day first."""

    risk: Risk
    label: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class TodoList:
    """Everything there is to do, in groups; empty groups are left out."""

    groups: tuple[TodoGroup, ...]

    @property
    def count(self) -> int:
        return sum(len(group.items) for group in self.groups)
