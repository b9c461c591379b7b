"""复查、销号: somebody looks again; closed on evidence, or by the head with a reason."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from yingzhou.base.actors import Actor
from yingzhou.base.clock import now, today
from yingzhou.base.evidence.models import Evidence
from yingzhou.base.trail.watching import check_sealing
from yingzhou.engines.lifecycle import Party
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.hazards import rules
from yingzhou.work.hazards.actions import telling
from yingzhou.work.hazards.actions.moving import given, held, move, said
from yingzhou.work.hazards.actions.raising import keep_pictures
from yingzhou.work.hazards.choices import Ending, Grade, Side, State
from yingzhou.work.hazards.models import Hazard, Recheck
from yingzhou.work.hazards.queries.book import grades_on
from yingzhou.work.hazards.queries.scope import parties_of
from yingzhou.work.hazards.rules import Do
from yingzhou.work.hazards.rules.refusals import SecondPerson


@transaction.atomic
def recheck(
    *,
    hazard: Hazard,
    passed: bool,
    text: str,
    pictures: Sequence[Evidence],
    on: date,
    by: Actor,
    by_on: date | None = None,
) -> Recheck:
    """What somebody saw who went and looked.

    Passed with something to see, it is closed at once, unless its grade wants a second person; passed with nothing to
    see, it waits for a photo or for the head.  Failed, the owner has until `by_on` (without one, the days of the grade).
    """
    hazard = held(hazard)
    rule = grades_on(today())[Grade(hazard.grade)]
    until = by_on or rules.default_day(rule, on=today())
    if passed:
        move(hazard, Do.RECHECK_PASSED, by=by, words=text)
    else:
        rules.check_by_day(until, today=today())
        move(hazard, Do.RECHECK_FAILED, by=by, needs=given(reason=text, day=until), words=text, changes={"due_on": until})
    made = Recheck.objects.create(
        hazard=hazard,
        checked_on=on,
        passed=passed,
        text=text.strip(),
        checked_by_id=by.officer_id if isinstance(by, Viewer) else None,
        at=now(),
    )
    keep_pictures(hazard, pictures, Side.AFTER, recheck=made)
    hazard.planned_rechecks.filter(ended_at__isnull=True).update(ended_at=now())
    said(hazard, "recheck", by=by, passed=passed, on=on, pictures=len(pictures))
    if not passed:
        telling.failed(hazard)
    elif has_proof(hazard) and not rule.closed_by_head:
        _finish(hazard, by=by, on=on)
    else:
        telling.waits_for_closing(hazard)
    return made


@transaction.atomic
def close_hazard(*, hazard: Hazard, by: Actor, pictures: Sequence[Evidence] = ()) -> Hazard:
    """销号: rechecked, and there is something to see.  Some grades are closed by the head or the department only."""
    check_sealing()
    hazard = held(hazard)
    rule = grades_on(today())[Grade(hazard.grade)]
    keep_pictures(hazard, pictures, Side.AFTER)
    if rule.closed_by_head and not (isinstance(by, Viewer) and parties_of(by, hazard) & {Party.HEAD, Party.INTAKE}):
        raise SecondPerson(grade=Grade(hazard.grade).label)
    last = hazard.rechecks.filter(passed=True).order_by("-pk").first()
    return _finish(hazard, by=by, on=last.checked_on if last else today())


@transaction.atomic
def close_without_proof(*, hazard: Hazard, words: str, by: Actor) -> Hazard:
    """The head, or the department, closes what cannot be shown, and says why.  It is shown as what it is."""
    check_sealing()
    hazard = held(hazard)
    move(hazard, Do.CLOSE_WITHOUT, by=by, needs=given(override=words), words=words.strip(), ending=Ending.WITHOUT_PROOF)
    said(hazard, "close", by=by, ending=Ending.WITHOUT_PROOF)
    return hazard


def has_proof(hazard: Hazard) -> bool:
    """Whether there is something to see of this round: a photo of the passed recheck, or of proof that was accepted."""
    after = hazard.pictures.filter(side=Side.AFTER)
    failed = hazard.rechecks.filter(passed=False).order_by("-pk").first()
    if failed is not None:
        after = after.filter(at__gt=failed.at)
    return any(picture.rectification is None or picture.rectification.is_accepted is not False for picture in after)


def _finish(hazard: Hazard, *, by: Actor, on: date) -> Hazard:
    changes = {"removed_on": on}
    move(
        hazard,
        Do.FINISH,
        by=by,
        needs=given(evidence=hazard.state == State.PASSED and has_proof(hazard)),
        ending=Ending.REMOVED,
        changes=changes,
    )
    said(hazard, "close", by=by, ending=Ending.REMOVED)
    return hazard
