"""缺什么: which of the mandatory material a complaint still lacks, field by field."""

from __future__ import annotations

from dataclasses import dataclass

from yingzhou.work.disputes.models import Complaint, Proxy

OF_PERSON = ("name", "phone", "address", "identity")
OF_COMPLAINT = ("respondent_address", "request", "facts", "topic")


@dataclass(frozen=True)
class Gap:
    """One thing that is missing; `place` says whose it is among the complainants, 0: nobody's."""

    field: str
    place: int = 0

    @property
    def key(self) -> str:
        return f"{self.field}_{self.place}" if self.place else self.field


def gaps_of(complaint: Complaint) -> tuple[Gap, ...]:
    """What may be completed, in the order it is asked; a complaint without anybody lacks its first complainant."""
    everybody = list(complaint.complainants.order_by("place"))
    missing = [Gap(field, 1) for field in OF_PERSON] if not everybody else []
    for one in everybody:
        if one.erased_at is None:
            there = (one.name, one.phone, one.address, one.identity_checked_on)
            missing += [Gap(field, one.place) for field, value in zip(OF_PERSON, there, strict=True) if not value]
    missing += [Gap(field) for field in OF_COMPLAINT if not getattr(complaint, field)]
    proxy = Proxy.objects.filter(complaint=complaint).first()
    if proxy is not None:
        seen = {"powers": proxy.powers, "original": proxy.original_seen_on, "proxy_identity": proxy.identity_checked_on}
        missing += [Gap(field) for field, value in seen.items() if not value]
    return tuple(missing)
