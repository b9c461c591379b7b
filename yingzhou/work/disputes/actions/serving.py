"""送达: a decision is kept in time only when it is made and told."""

from __future__ import annotations

from datetime import datetime
from typing import BinaryIO, cast

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction

from yingzhou.base.clock import day_of, now
from yingzhou.base.documents.models import IssuedPaper
from yingzhou.base.evidence import storing
from yingzhou.base.trail.writing import record
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.disputes.actions.writing import held, stop
from yingzhou.work.disputes.choices import ServiceChannel, Side
from yingzhou.work.disputes.models import Complaint, Service
from yingzhou.work.disputes.queries import papers
from yingzhou.work.disputes.rules import periods, refusals
from yingzhou.work.disputes.rules.steps import Step

#: Which clock ends when a paper has been told to everyone it is for.
ENDS = {
    papers.ACCEPTANCE: periods.ACCEPTANCE,
    papers.REFUSAL: periods.ACCEPTANCE,
    papers.TERMINATION: periods.TERMINATION_NOTICE,
}


@transaction.atomic
def serve(
    *,
    paper: IssuedPaper,
    channel: ServiceChannel,
    at: datetime,
    receipt: str,
    by: Viewer,
    side: Side = Side.CONSUMER,
    file: UploadedFile | None = None,
) -> Service:
    """Note that a paper reached a side: how, when, and what shows it, with a scan where there is one.

    Noted twice it stands once.
    """
    complaint = Complaint.objects.select_related("case").filter(public_id=paper.about_id).first()
    if complaint is None or paper.about != papers.ABOUT:
        raise refusals.NotOfComplaint()
    complaint = held(complaint, by=by, step=Step.SERVE)
    if not receipt.strip():
        raise refusals.ReceiptMissing()
    if at > now() or day_of(at) < paper.on:
        raise refusals.ServedWhen(since=paper.on.isoformat())
    evidence = storing.put(cast("BinaryIO", file), by=by, name=file.name or "", kind=papers.SERVICE) if file else None
    try:
        with transaction.atomic():
            told = Service.objects.create(
                complaint=complaint,
                paper=paper,
                side=side,
                channel=channel,
                at=at,
                receipt=receipt.strip(),
                evidence=evidence,
                noted_by_id=by.officer_id,
                noted_at=now(),
            )
    except IntegrityError:
        return Service.objects.get(paper=paper, side=side, channel=channel, at=at)
    record("complaint.serve", complaint, by=by, paper=paper.public_id, side=side, channel=channel, at=at)
    _end_clock(complaint, paper, by)
    return told


def _end_clock(complaint: Complaint, paper: IssuedPaper, by: Viewer) -> None:
    """The clock that ends with telling ends on the day the last of those it is for was told."""
    services = papers.services_of(complaint)
    figure = ENDS.get(paper.kind)
    if figure is None or any(one.paper.pk == paper.pk for one in papers.owed([paper], services)):
        return
    first: dict[str, datetime] = {}
    for one in services:
        if one.paper_id == paper.pk:
            first[one.side] = min(one.at, first.get(one.side, one.at))
    stop(complaint, figure, why="已经告知", by=by, on=max(day_of(at) for at in first.values()))  # data
