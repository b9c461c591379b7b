"""Clues handed over, for whoever receives them.  Read only: no way leads from here to an inspection."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from yingzhou.work.accounts.choices import Role
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.hazards.choices import ClueState, Grade
from yingzhou.work.hazards.models import ClueHandover

#: Who may read what was handed over, beside those who see the hazard anyway.
RECEIVING = (Role.DEPARTMENT, Role.BUREAU_LEADER)


@dataclass(frozen=True)
class HandedOver:
    """A clue as its receiver reads it: what was found, why it came, by when an answer is awaited."""

    public_id: UUID
    hazard_id: UUID
    number: str
    business_id: int
    business: str
    item: str
    words: str
    grade: str
    grade_words: str
    reason: str
    receiver: str
    receiver_name: str
    state: str
    sent_at: datetime | None
    answer_by: date


def clues_handed_over(*, viewer: Viewer, state: ClueState | None = ClueState.SENT, limit: int = 200) -> tuple[HandedOver, ...]:
    """Clues whose handing over was approved, the longest waiting first; nothing for anybody else."""
    if not any(grant.everywhere for grant in viewer.grants_of(*RECEIVING)):
        return ()
    found = ClueHandover.objects.exclude(state__in=[ClueState.ASKED, ClueState.REFUSED]).select_related("hazard__business")
    if state is not None:
        found = found.filter(state=state)
    return tuple(_told(clue) for clue in found.order_by("decided_at", "pk")[:limit])


def _told(clue: ClueHandover) -> HandedOver:
    hazard = clue.hazard
    return HandedOver(
        public_id=clue.public_id,
        hazard_id=hazard.public_id,
        number=clue.number,
        business_id=hazard.business_id,
        business=hazard.business.name,
        item=hazard.item,
        words=hazard.item_words,
        grade=hazard.grade,
        grade_words=str(Grade(hazard.grade).label),
        reason=clue.reason,
        receiver=clue.receiver,
        receiver_name=clue.receiver_name,
        state=clue.state,
        sent_at=clue.decided_at,
        answer_by=clue.answer_by,
    )
