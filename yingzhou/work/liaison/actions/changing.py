"""Many contacts changed at once, from one day, in the caller's transaction: one line of the trail for each fact."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from yingzhou.base.actors import Actor
from yingzhou.base.trail.writing import record_each
from yingzhou.work.accounts.models import Officer
from yingzhou.work.liaison import rules
from yingzhou.work.liaison.models import Contact
from yingzhou.work.network.queries import in_force
from yingzhou.work.registry.models import Business


def hold_businesses(keys: list[int]) -> None:
    """Nobody else gives these businesses to somebody until the end of the transaction."""
    list(Business.objects.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk", flat=True))


def change_contacts(*, to: Mapping[int, Officer], since: date, by: Actor, because: Mapping[str, UUID]) -> list[Contact]:
    """Businesses (by key, held by the caller) to officers; whoever looked after them does so up to the day.

    Refuses where another change is planned for a later day, and where somebody would have more than the cap.  A contact that
    would begin on the day itself has not lasted a day: it goes, and the trail keeps both.
    """
    planned = Contact.objects.filter(business__in=to, since__gt=since).order_by("since").first()
    if planned is not None:
        raise rules.ChangePlanned(since=planned.since)
    ending = list(Contact.objects.filter(in_force(since), business__in=to).select_related("business"))
    _check_caps(to, ending, since)
    record_each("contact.end", ((one, {"business": one.business.public_id, "until": since, **because}) for one in ending), by=by)
    Contact.objects.filter(pk__in=[one.pk for one in ending if one.since == since]).delete()
    lasted = [one for one in ending if one.since < since]
    for contact in lasted:
        contact.until = since
    Contact.objects.bulk_update(lasted, ["until"], batch_size=2_000)
    made = Contact.objects.bulk_create(
        [Contact(business_id=business, officer=officer, since=since) for business, officer in sorted(to.items())],
        batch_size=2_000,
    )
    shown = dict(Contact.objects.filter(pk__in=[one.pk for one in made]).values_list("pk", "business__public_id"))
    facts = ((one, {"business": shown[one.pk], "officer": one.officer.public_id, "since": since, **because}) for one in made)
    record_each("contact.assign", facts, by=by)
    return made


def _check_caps(to: Mapping[int, Officer], ending: list[Contact], since: date) -> None:
    """Refuse when somebody gains and ends above the bureau's figure; the officers are held, so that it stays true."""
    gains: dict[int, int] = {}
    for officer in to.values():
        gains[officer.pk] = gains.get(officer.pk, 0) + 1
    for contact in ending:
        if contact.officer_id in gains:
            gains[contact.officer_id] -= 1
    held = {one.pk: one for one in Officer.objects.select_for_update().filter(pk__in=gains).order_by("pk")}
    cap = rules.cap_on(since)
    for key, gained in sorted(gains.items()):
        has = Contact.objects.filter(in_force(since), officer=key).count()
        if gained > 0 and has + gained > cap:
            raise rules.TooManyBusinesses(name=held[key].name, has=has, cap=cap)
