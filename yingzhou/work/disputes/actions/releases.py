"""放行: what may be said to the target, read against the report by the machine and let out by a second person."""

from __future__ import annotations

from django.db import transaction

from yingzhou.base.clock import now
from yingzhou.base.trail.writing import record
from yingzhou.base.words import _
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.disputes import rules
from yingzhou.work.disputes.actions.tipoffs import locked, step
from yingzhou.work.disputes.choices import TipoffStep
from yingzhou.work.disputes.models import Informant, Release, Tipoff
from yingzhou.work.disputes.queries import identity_in, standing_of


class NotByTheWriter(rules.TipoffNotYours):
    """Nobody lets out their own words."""

    reason = _("这段话是您写的，要换一个人放行")
    mend = _("请本科室另一位同事看一遍")


class NothingToRelease(rules.AlreadyDecided):
    """No words wait."""

    reason = _("没有等着放行的话")


@transaction.atomic
def write_release(*, tipoff: Tipoff, words: str, by: Viewer) -> tuple[rules.Trace, ...]:
    """Words for the target, waiting for a second person; what in them points at the informant.  Identity is refused at once.

    The comparison opens the vault to the machine alone; that it was made stands on the trail.
    """
    tipoff = locked(tipoff, by=by)
    standing = standing_of(by, tipoff)
    if not standing.is_handler:
        rules.check_unit(standing)
    rules.check_words("words", words)
    traces = _read(tipoff, words)
    record("tipoff.compare", tipoff, by=by, traces=len(traces))
    rules.check_release([trace for trace in traces if trace.is_identity], looked_at_each=True)
    Release.objects.filter(tipoff=tipoff, released_at__isnull=True).delete()
    Release.objects.create(tipoff=tipoff, words=words.strip(), written_by_id=by.officer_id, written_at=now())
    return traces


@transaction.atomic
def release_words(*, tipoff: Tipoff, by: Viewer, looked_at_each: bool = False) -> Release:
    """Let the waiting words out: by another person, and only with every hint looked at."""
    tipoff = locked(tipoff, by=by)
    rules.check_unit(standing_of(by, tipoff))
    waiting = Release.objects.select_for_update().filter(tipoff=tipoff, released_at__isnull=True).first()
    if waiting is None:
        raise NothingToRelease()
    if waiting.written_by_id == by.officer_id:
        raise NotByTheWriter()
    rules.check_release(_read(tipoff, waiting.words), looked_at_each=looked_at_each)
    waiting.released_by_id, waiting.released_at = by.officer_id, now()
    waiting.save()
    step(tipoff, TipoffStep.RELEASE, by=by)
    record("tipoff.release", tipoff, by=by, looked_at_each=looked_at_each)
    return waiting


def _read(tipoff: Tipoff, words: str) -> tuple[rules.Trace, ...]:
    informant = Informant.objects.filter(tipoff=tipoff).first()
    return rules.traces_of(words, identity=identity_in(informant), facts=tipoff.facts)
