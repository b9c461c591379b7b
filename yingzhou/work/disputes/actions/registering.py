"""登记: a statutory receipt becomes a complaint, with its case, its people and its clock."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import BinaryIO, cast
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, transaction

from yingzhou.base.actors import Actor
from yingzhou.base.clock import today
from yingzhou.base.evidence import storing
from yingzhou.base.evidence.models import Evidence
from yingzhou.base.receipts import once
from yingzhou.base.secrets import blind
from yingzhou.base.trail.writing import record
from yingzhou.work.cases import actions as cases
from yingzhou.work.cases.choices import Kind, Made, Source, Stage
from yingzhou.work.cases.models import Case
from yingzhou.work.disputes.actions.writing import start
from yingzhou.work.disputes.choices import Trade
from yingzhou.work.disputes.models import Complainant, Complaint, Dispute, Proxy
from yingzhou.work.disputes.queries.places import business_named
from yingzhou.work.disputes.rules import blinds, periods, refusals
from yingzhou.work.disputes.rules.intake import Attorney, Intake, Person, check_intake
from yingzhou.work.network.choices import Kind as OrganizationKind
from yingzhou.work.network.models import Organization
from yingzhou.work.network.queries import in_force
from yingzhou.work.registry.models import Business


@transaction.atomic
def register_complaint(*, intake: Intake, by: Actor, key: UUID, dispute: Dispute | None = None) -> Complaint:
    """A complaint with number, people and the clock for deciding; the same `key` again gives the same complaint.

    It may be incomplete: the clock runs from the receipt all the same.  `dispute` is the quarrel it came out of.
    """
    check_intake(intake, today=today())
    with once(key, _mark(intake), scope="complaint.register", by=by) as receipt:
        if receipt.is_new:
            receipt.keep(complaint=_register(intake, by, dispute).public_id)
    return Complaint.objects.select_related("case", "held_by", "respondent").get(public_id=receipt.answer["complaint"])


@transaction.atomic
def register_with_files(*, intake: Intake, files: Sequence[UploadedFile], by: Actor, key: UUID) -> Complaint:
    """The same with the papers that came along, kept as evidence first."""
    return register_complaint(intake=replace(intake, evidence=kept_files(files, by=by)), by=by, key=key)


def kept_files(files: Sequence[UploadedFile], *, by: Actor) -> tuple[UUID, ...]:
    """The papers that came along, kept as evidence."""
    kept = (storing.put(cast("BinaryIO", file), by=by, name=file.name or "", kind="case") for file in files)
    return tuple(one.public_id for one in kept)


def _register(intake: Intake, by: Actor, dispute: Dispute | None) -> Complaint:
    business = business_named(intake.respondent)
    case = _open(intake, business, by)
    holder = holder_named(intake.held_by)
    try:
        with transaction.atomic():
            complaint = Complaint.objects.create(
                case=case,
                dispute=dispute,
                platform_number=intake.platform_number.strip() or None,
                channel=intake.channel,
                received_on=intake.received_on,
                respondent=business,
                respondent_name=intake.respondent_name.strip(),
                respondent_address=intake.respondent_address.strip(),
                trade=Trade(intake.trade),
                request=intake.request.strip(),
                facts=intake.facts.strip(),
                goods=intake.goods.strip(),
                topic=intake.topic,
                amount=intake.amount,
                bought_on=intake.bought_on,
                knew_on=intake.knew_on,
                consents_publication=intake.consents_publication,
                consents_delegation=intake.consents_delegation,
            )
    except IntegrityError as taken:
        if dispute is not None and Complaint.objects.filter(dispute=dispute).exists():
            raise refusals.NoDispute() from taken
        raise refusals.PlatformNumberTaken() from taken
    for place, person in enumerate(intake.complainants, 1):
        _write_person(complaint, person, place)
    if intake.proxy is not None:
        _write_proxy(complaint, intake.proxy)
    record(
        "complaint.register",
        complaint,
        by=by,
        channel=intake.channel,
        received_on=intake.received_on,
        case=case.public_id,
        number=case.number,
        complainants=len(intake.complainants),
    )
    start(complaint, periods.ACCEPTANCE, began_on=intake.received_on, by=by)
    if holder is not None:
        hand_to(complaint, holder, by=by)
    return complaint


def _open(intake: Intake, business: Business | None, by: Actor) -> Case:
    papers = {paper.public_id: paper for paper in Evidence.objects.filter(public_id__in=intake.evidence, kind="case")}
    return cases.open_case(
        kind=Kind.COMPLAINT,
        title=" · ".join(part for part in (intake.respondent_name.strip(), intake.goods.strip()) if part),
        text=intake.request.strip() or intake.facts.strip(),
        source=Source(intake.source),
        source_id=intake.source_id,
        business=business,
        place=intake.respondent_address.strip() or intake.respondent_name.strip(),
        began_on=intake.knew_on,
        evidence=[papers[pid] for pid in intake.evidence if pid in papers],
        received_on=intake.received_on,
        is_demo=intake.is_demo,
        by=by,
    )


def hand_to(complaint: Complaint, holder: Organization, *, by: Actor, words: str = "") -> None:
    """分送: the complaint is held by a station from now on; the caller has asked the rules and holds the rows."""
    complaint.held_by = holder
    complaint.save(update_fields=["held_by"])
    cases.advance(
        case=complaint.case,
        name=Made.DISPATCH,
        to=Stage.DISPATCHED,
        by=by,
        come_with=cases.With(words=words, station=holder),
        changes={"station": holder, "handler": None},
        facts={"station": holder.public_id},
    )


def holder_named(pid: UUID | None) -> Organization | None:
    """The station that is to hold it."""
    if pid is None:
        return None
    found = Organization.objects.filter(in_force(today()), public_id=pid, kind=OrganizationKind.STATION).first()
    if found is None:
        raise refusals.HolderUnknown()
    return found


def _write_person(complaint: Complaint, person: Person, place: int) -> Complainant:
    return Complainant.objects.create(
        complaint=complaint,
        place=place,
        name=person.name.strip(),
        phone=person.phone.strip(),
        phone_blind=blind(blinds.phone_digits(person.phone), blinds.PHONE),
        address=person.address.strip(),
        address_blind=blind(blinds.address_key(person.address), blinds.ADDRESS),
        identity_checked_on=person.identity_checked_on,
        speaks_for_all=person.speaks_for_all,
    )


def _write_proxy(complaint: Complaint, proxy: Attorney) -> Proxy:
    return Proxy.objects.create(
        complaint=complaint,
        name=proxy.name.strip(),
        phone=proxy.phone.strip(),
        powers=proxy.powers.strip(),
        until=proxy.until,
        original_seen_on=proxy.original_seen_on,
        identity_checked_on=proxy.identity_checked_on,
    )


def _mark(intake: Intake) -> bytes:
    """A keyed mark of what was typed: a plain hash would let a phone number be guessed from it.  Files are not typed."""
    told = json.dumps(asdict(replace(intake, evidence=())), cls=DjangoJSONEncoder, sort_keys=True, ensure_ascii=False)
    return blind(told, "complaint.register").encode()
