"""Usual phrases of a station."""

from __future__ import annotations

from django.db import transaction

from yingzhou.base.trail.writing import record
from yingzhou.engines.search.sounds import pinyin, syllables
from yingzhou.work.accounts.rules import Viewer
from yingzhou.work.network.models import Organization
from yingzhou.work.visits.models import Phrase


@transaction.atomic
def keep_phrase(*, station: Organization, text: str, item: str = "", by: Viewer, is_demo: bool = False) -> Phrase:
    """A phrase of a station, with how it sounds; the same one again is the one that is there."""
    text = text.strip()[:80]
    initials = "".join(one[0] for one in syllables(text) if one[0].isalnum())
    row = Phrase(station=station, text=text, pinyin=pinyin(text)[:400], initials=initials[:80], item=item, is_demo=is_demo)
    Phrase.objects.bulk_create([row], ignore_conflicts=True)
    kept = Phrase.objects.get(station=station, text=text, until__isnull=True)
    if kept.public_id == row.public_id:
        record("phrase.keep", kept, by=by, item=item)
    return kept
