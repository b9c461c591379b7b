"""The first security officer of a deployment: nobody is there yet who could grant the posting."""

from __future__ import annotations

from django.db import transaction

from yingzhou.base.actors import Actor
from yingzhou.base.clock import today
from yingzhou.base.trail.writing import record
from yingzhou.work.accounts.actions import add_officer, invite
from yingzhou.work.accounts.choices import InvitationKind, Role
from yingzhou.work.accounts.models import Officer
from yingzhou.work.network.choices import Kind
from yingzhou.work.network.models import Organization, Posting
from yingzhou.work.network.queries import in_force
from yingzhou.work.network.rules import postings as rules


@transaction.atomic
def first_security_officer(*, username: str, name: str, by: Actor) -> str:
    """Add and post the person, and make the link for the first sign-in, told once.

    Refused as soon as a security officer has signed in: from then on people are added on the people page.  Until then it
    may be repeated for the same person, whose earlier link stops working.
    """
    bureau = Organization.objects.select_for_update().filter(kind=Kind.BUREAU).order_by("pk").first()
    if bureau is None:
        raise rules.NoBureauYet
    posted = Posting.objects.filter(in_force(today()), role=Role.SECURITY_OFFICER, officer__is_demo=False)
    if posted.exclude(officer__username=username).exists() or posted.filter(officer__last_login__isnull=False).exists():
        raise rules.SecurityOfficerThere
    officer = Officer.objects.filter(username=username).first() or add_officer(username=username, name=name, by=by)
    if not posted.exists():
        posting = Posting.objects.create(officer=officer, role=Role.SECURITY_OFFICER, organization=bureau, since=today())
        record("posting.grant", posting, by=by, officer=officer.public_id, role=Role.SECURITY_OFFICER)
    return invite(officer=officer, kind=InvitationKind.FIRST, by=by)
