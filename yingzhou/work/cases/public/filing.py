"""说一件事: a member of the public raises a matter.  Once, however often the browser sends it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, replace
from datetime import date
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction

from yingzhou.base.actors import Visitor
from yingzhou.base.evidence.models import Evidence
from yingzhou.base.receipts import once
from yingzhou.base.refusals import Refusal
from yingzhou.base.secrets import blind, blinds
from yingzhou.base.words import _
from yingzhou.work.cases import actions, rules
from yingzhou.work.cases.choices import Kind, Reach, Source
from yingzhou.work.cases.models import Case, TrackingCode
from yingzhou.work.cases.public.proof import proof_of
from yingzhou.work.network.models import Organization
from yingzhou.work.registry.models import Business

VISITOR = Visitor("portal")


class NothingSaid(Refusal):
    """An empty filing."""

    reason = _("还没有写发生了什么")
    mend = _("照实写几句就行：什么时候、在哪里、怎么了")
    field = "text"
    status = 422


@dataclass(frozen=True)
class Filing:
    """What somebody tells us.  Ids are public ones; `photos` name evidence kept by `keep_photo`."""

    kind: str
    text: str
    wish: str = ""
    business: UUID | None = None
    community: UUID | None = None
    place: str = ""
    photos: tuple[UUID, ...] = ()
    reach: str = Reach.CODE
    name: str = ""
    phone: str = ""


@dataclass(frozen=True)
class Filed:
    """The receipt: the code (shown now, kept nowhere), and what we promise."""

    code: str
    number: str
    kind: str
    receipt: UUID
    first_due_on: date
    due_on: date
    is_due_provisional: bool


@transaction.atomic
def file_matter(*, key: UUID, filing: Filing) -> Filed:
    """Open the matter; `key` is the browser's own id for this filing: sent again, it gives the same code.

    Nothing but the filing is kept: no address, no browser.  The receipt's key is a hash of `key`, and the code is
    derived from `key`: from the database alone neither can be had.
    """
    if not filing.text.strip():
        raise NothingSaid()
    seen = UUID(bytes=hashlib.sha256(b"cases.file" + key.bytes).digest()[:16])
    length = rules.LONG if rules.bypasses_liaison(Kind(filing.kind)) else rules.LENGTH
    code = _code(blind(str(key), "cases.code"), length)
    with once(seen, _mark(filing), scope="cases.file", by=VISITOR) as receipt:
        if receipt.is_new:
            receipt.keep(case=_open(filing, code).public_id)
    case = Case.objects.get(public_id=receipt.answer["case"])
    first_due_on = case.first_due_on or case.due_on
    shown = code if receipt.is_new else _code_of(case, key)
    return Filed(shown, case.number, case.kind, proof_of(case), first_due_on, case.due_on, case.is_due_provisional)


def shown(code: str) -> str:
    """A code as it is given out: in groups of four."""
    return rules.grouped(code)


def _open(filing: Filing, code: str) -> Case:
    leaves_name = filing.reach != Reach.CODE
    papers = {paper.public_id: paper for paper in Evidence.objects.filter(public_id__in=filing.photos, kind="case")}
    return actions.open_case(
        kind=Kind(filing.kind),
        text=filing.text,
        wish=filing.wish,
        source=Source.PORTAL,
        by=VISITOR,
        business=Business.objects.filter(public_id=filing.business).first() if filing.business else None,
        community=Organization.objects.filter(public_id=filing.community).first() if filing.community else None,
        place=filing.place,
        raiser=actions.RaisedBy(filing.name, filing.phone, Reach(filing.reach)) if leaves_name else None,
        evidence=[papers[pid] for pid in filing.photos if pid in papers],
        code=code,
    )


def _mark(filing: Filing) -> bytes:
    """A keyed mark of the whole filing: a plain hash would let a phone number be guessed from it."""
    told = asdict(replace(filing, photos=tuple(sorted(filing.photos))))
    return blind(json.dumps(told, cls=DjangoJSONEncoder, sort_keys=True, ensure_ascii=False), "cases.filing").encode()


def _code(digest: str, length: int) -> str:
    return rules.code_from(int(digest.rsplit(":", 1)[-1], 16), length=length)


def _code_of(case: Case, key: UUID) -> str:
    """The code given out the first time, also after the keys have been changed."""
    kept = TrackingCode.objects.get(case=case).digest
    digests = blinds(str(key), "cases.code")
    codes = (_code(digest, length) for digest in digests for length in (rules.LONG, rules.LENGTH))
    return next((code for code in codes if kept in blinds(code, "cases.tracking")), "")
