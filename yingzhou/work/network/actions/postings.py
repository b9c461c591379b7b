"""Who works where.  A change ends the person's sessions at once."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Q

from yingzhou.base.actors import Actor
from yingzhou.base.clock import today
from yingzhou.base.trail.writing import record
from yingzhou.work.accounts.actions import end_sessions
from yingzhou.work.accounts.choices import Role
from yingzhou.work.accounts.models import Officer
from yingzhou.work.accounts.rules.people import check_not_self
from yingzhou.work.network.choices import Kind
from yingzhou.work.network.models import Organization, Posting
from yingzhou.work.network.rules import postings as rules
from yingzhou.work.network.rules.tree import check_in_force


@transaction.atomic
def grant_posting(
    *, officer: Officer, role: Role, organization: Organization, since: date, by: Actor, until: date | None = None
) -> Posting:
    """A role at an organization from a day.  Never to oneself; the three separated roles never beside another."""
    officer = Officer.objects.select_for_update().get(pk=officer.pk)
    check_not_self(officer.actor, by.actor)
    rules.check_held_at(role, Kind(organization.kind))
    check_in_force(organization.name, organization.since, organization.until, since)
    rules.check_combination(role, _held(officer, since, until))
    try:
        with transaction.atomic():
            posting = Posting.objects.create(officer=officer, role=role, organization=organization, since=since, until=until)
    except IntegrityError as clash:
        raise rules.PostedAlready from clash
    record("posting.grant", posting, by=by, officer=officer.public_id, role=role, organization=organization.public_id)
    end_sessions(officer=officer, why="posting", by=by)
    return posting


@transaction.atomic
def end_posting(*, posting: Posting, by: Actor, until: date | None = None) -> Posting:
    """The role is held up to, not including, `until` (today unless given)."""
    posting = Posting.objects.select_for_update(of=("self",)).select_related("officer").get(pk=posting.pk)
    check_not_self(posting.officer.actor, by.actor)
    posting.until = max(until or today(), posting.since)
    posting.save(update_fields=["until"])
    record("posting.end", posting, by=by, officer=posting.officer.public_id, until=posting.until)
    end_sessions(officer=posting.officer, why="posting", by=by)
    return posting


def _held(officer: Officer, since: date, until: date | None) -> list[Role]:
    """The roles held on any of these days."""
    overlapping = Posting.objects.filter(Q(until__isnull=True) | Q(until__gt=since), officer=officer)
    if until is not None:
        overlapping = overlapping.filter(since__lt=until)
    return [Role(role) for role in overlapping.values_list("role", flat=True)]
