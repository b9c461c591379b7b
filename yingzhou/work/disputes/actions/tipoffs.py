"""举报: taken in, given to somebody who has nothing to do with the target, checked, decided."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import BinaryIO
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction

from yingzhou.base.actors import Actor
from yingzhou.base.clock import day_of, now, today
from yingzhou.base.evidence import storing
from yingzhou.base.evidence.refusals import KindNotAccepted
from yingzhou.base.outbox.writing import notify
from yingzhou.base.receipts import once
from yingzhou.base.refusals import NotFound
from yingzhou.base.secrets import blind
from yingzhou.base.trail.models import Event
from yingzhou.base.trail.writing import record
from yingzhou.base.words import _
from yingzhou.work.accounts.choices import Role
from yingzhou.work.accounts.models import Officer
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.cases.actions import start_clock
from yingzhou.work.disputes import rules
from yingzhou.work.disputes.choices import Matter, ReceiptChannel, TipoffState, TipoffStep
from yingzhou.work.disputes.models import Informant, Tipoff, TipoffMove, TipoffPaper
from yingzhou.work.disputes.queries import candidates_for, department_of, kept_away, standing_of, tipoff_for, tipoffs_of, wall
from yingzhou.work.network.models import Organization, Posting
from yingzhou.work.network.queries import in_force
from yingzhou.work.registry.models import Business
from yingzhou.work.registry.rules.keys import name_key

LIST = "/desk/tipoffs/"


@dataclass(frozen=True)
class Told:
    """What was reported, and about whom, in the words of whoever reported it."""

    channel: ReceiptChannel
    received_on: date
    facts: str
    target_name: str = ""
    target_address: str = ""
    matter: Matter = Matter.OTHER
    platform_number: str = ""


@dataclass(frozen=True)
class ToldBy:
    """Who reported it, by their real name.  Sealed on writing with a key of the person's own; never on the trail."""

    name: str = ""
    phone: str = ""
    address: str = ""
    id_number: str = ""

    def __bool__(self) -> bool:
        return any((self.name, self.phone, self.address, self.id_number))


@dataclass(frozen=True)
class _Mark:
    """What makes two submissions of one form the same."""

    told: Told
    told_by: ToldBy | None
    business: UUID | None = None
    files: int = 0


@transaction.atomic
def register_tipoff(
    *,
    told: Told,
    by: Actor,
    told_by: ToldBy | None = None,
    business: Business | None = None,
    files: Sequence[BinaryIO] = (),
    key: UUID | None = None,
    from_complaint: UUID | None = None,
) -> Tipoff:
    """A new report.  `key` is the form's own id: sent again, it is the same report.

    `from_complaint` is kept sealed in the report alone: nothing on the side of the complaint leads here.  Where only one
    business carries the name that was written, it is taken for the target, so that its liaison is kept away from the start.
    """
    wall.open_for_system()
    if key is None:
        return _register(told, by, told_by, business, files, from_complaint)
    mark = _Mark(told, told_by, business.public_id if business else None, len(files))
    text = json.dumps(asdict(mark), cls=DjangoJSONEncoder, sort_keys=True, ensure_ascii=False)
    with once(key, blind(text, "tipoff.form").encode(), scope="tipoff", by=by) as receipt:
        if receipt.is_new:
            made = _register(told, by, told_by, business, files, from_complaint)
            receipt.keep(tipoff=made.public_id)
    return Tipoff.objects.get(public_id=receipt.answer["tipoff"])


def _register(
    told: Told,
    by: Actor,
    told_by: ToldBy | None,
    business: Business | None,
    files: Sequence[BinaryIO],
    from_complaint: UUID | None,
) -> Tipoff:
    if business is None and not told.target_name.strip():
        raise rules.NoSuchTarget()
    if not told.facts.strip():
        raise rules.NoFacts()
    target = business or _only_one_called(told.target_name)
    tipoff = Tipoff.objects.create(
        number=rules.drawn_number(),
        channel=told.channel,
        received_on=told.received_on,
        matter=told.matter,
        platform_number=told.platform_number.strip(),
        came_with=str(from_complaint or ""),
        business=target,
        target_name=told.target_name.strip() or (target.name if target else ""),
        target_address=told.target_address.strip() or (target.registered_address if target else ""),
        facts=told.facts.strip(),
        unit=department_of(by) if isinstance(by, Viewer) else None,
    )
    if told_by:
        _put_in_the_vault(tipoff, told_by)
    _attach(tipoff, files, by=by)
    _start_clocks(tipoff, by=by)
    step(tipoff, TipoffStep.REGISTER, by=by)
    record("tipoff.register", tipoff, by=by, channel=told.channel, is_anonymous=not told_by)
    _tell(_people_of(tipoff.unit), tipoff, "register", by=by)
    return tipoff


def _start_clocks(tipoff: Tipoff, *, by: Actor) -> None:
    """The check, and the days a law gives for an answer in writing."""
    duty = rules.reply_duty(Matter(tipoff.matter), received_on=tipoff.received_on)
    for name in filter(None, (rules.CHECK_DAYS, duty.clock)):
        start_clock(
            about=rules.ABOUT,
            about_id=tipoff.public_id,
            figure=name,
            began_on=tipoff.received_on,
            received_on=tipoff.received_on,
            by=by,
        )


def _only_one_called(name: str) -> Business | None:
    found = list(Business.objects.filter(name_key=name_key(name), merged_into__isnull=True)[:2]) if name.strip() else []
    return found[0] if len(found) == 1 else None


def _put_in_the_vault(tipoff: Tipoff, told_by: ToldBy) -> None:
    Informant.objects.create(
        tipoff=tipoff,
        name=told_by.name.strip(),
        phone=told_by.phone.strip(),
        address=told_by.address.strip(),
        id_number=told_by.id_number.strip().upper(),
        phone_mark=mark_of(told_by.phone, "tipoff.phone"),
        id_mark=mark_of(told_by.id_number.upper(), "tipoff.id"),
    )


def mark_of(text: str, purpose: str) -> str:
    """Twenty bits of a keyed hash of the letters and digits: narrows a search, tells nobody who it is."""
    plain = "".join(sign for sign in text if sign.isalnum())
    return blind(plain, purpose).rsplit(":", 1)[-1][: rules.MARK_HEX] if plain else ""


@transaction.atomic
def look_at_tipoff(*, pid: UUID, by: Viewer) -> Tipoff:
    """The report; whoever opens it stands on its trail, once a day."""
    tipoff = tipoff_for(by, pid)
    seen = Event.objects.filter(verb="tipoff.read", actor=by.actor, subject_id=tipoff.public_id).order_by("-pk").first()
    if seen is None or day_of(seen.at) < today():
        record("tipoff.read", tipoff, by=by)
    return tipoff


@transaction.atomic
def print_tipoff(*, pid: UUID, by: Viewer) -> None:
    """One of its forms is put on paper: who did it stands on the trail each time."""
    record("tipoff.print", tipoff_for(by, pid), by=by)


@transaction.atomic
def assign_tipoff(*, tipoff: Tipoff, handler: UUID, by: Viewer) -> Tipoff:
    """Give it to a handler.  Who may not be chosen is refused alike, whatever the reason."""
    tipoff = locked(tipoff, by=by)
    standing = standing_of(by, tipoff)
    rules.check_unit(standing)
    rules.check_open(standing)
    officer = next((one for one in candidates_for(by, tipoff) if one.public_id == handler), None)
    if officer is None:
        raise rules.CannotHandle()
    tipoff.handler = officer
    tipoff.state = TipoffState.CHECKING
    tipoff.unit = tipoff.unit or department_of(by)
    tipoff.save(update_fields=["handler", "state", "unit"])
    step(tipoff, TipoffStep.ASSIGN, by=by, handler=officer)
    record("tipoff.assign", tipoff, by=by, handler=officer.public_id)
    _tell([officer], tipoff, f"assign:{tipoff.moves.count()}", by=by)
    return tipoff


@transaction.atomic
def note_findings(*, tipoff: Tipoff, words: str, by: Viewer, files: Sequence[BinaryIO] = ()) -> Tipoff:
    """What the check has found so far, in the handler's words; sealed, and never shown to the target as it is."""
    tipoff = locked(tipoff, by=by)
    rules.check_works_on(standing_of(by, tipoff))
    if not files:
        rules.check_words("words", words)
    if words.strip():
        tipoff.found = "\n".join(filter(None, [tipoff.found, f"{today().isoformat()} {by.name}：{words.strip()}"]))
        tipoff.save(update_fields=["found"])
    _attach(tipoff, files, by=by)
    step(tipoff, TipoffStep.NOTE if words.strip() else TipoffStep.ADD, by=by)
    record("tipoff.note", tipoff, by=by, files=len(files))
    return tipoff


def locked(tipoff: Tipoff, *, by: Viewer) -> Tipoff:
    """The row, held until the end of the transaction; NotFound for whoever may not know of it, or no longer."""
    found = tipoffs_of(by).filter(pk=tipoff.pk).select_for_update(of=("self",)).select_related("business", "unit", "handler")
    row = found.first()
    if row is None:
        raise NotFound()
    return row


def step(tipoff: Tipoff, name: TipoffStep, *, by: Actor, handler: Officer | None = None) -> None:
    """One step more, at the server's time."""
    officer_id = by.officer_id if isinstance(by, Viewer) else None
    TipoffMove.objects.create(tipoff=tipoff, name=name, at=now(), officer_id=officer_id, handler=handler)


def _attach(tipoff: Tipoff, files: Iterable[BinaryIO], *, by: Actor) -> None:
    """Photos by their pixels alone, documents as they came, and no file by its name."""
    for file in files:
        try:
            paper = storing.put_picture(file, by=by, kind="tipoff")
        except KindNotAccepted:
            file.seek(0)
            paper = storing.put(file, by=by, kind="tipoff")
        TipoffPaper.objects.create(tipoff=tipoff, evidence=paper, added_on=today())


def _people_of(unit: Organization | None) -> list[Officer]:
    postings = Posting.objects.filter(in_force(today()), role=Role.DEPARTMENT).select_related("officer")
    if unit is not None:
        postings = postings.filter(organization=unit)
    return list({posting.officer_id: posting.officer for posting in postings if posting.officer.is_active}.values())


def _tell(officers: Iterable[Officer], tipoff: Tipoff, why: str, *, by: Actor) -> None:
    """Something waits: not what, not about whom.  Whoever did it, and whoever is kept away, hears nothing."""
    away = kept_away(tipoff)
    for officer in officers:
        if officer.pk not in away and officer.pk != getattr(by, "officer_id", None):
            notify(to=officer, title=_("有一件需要您处理"), url=LIST, dedupe=blind(f"{tipoff.public_id}:{why}", "tipoff.notice"))
