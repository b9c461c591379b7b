"""Every read of visits, one file a noun."""

from yingzhou.work.visits.queries.arms import Measured, arm_of, measured
from yingzhou.work.visits.queries.checklists import Sheet, all_sheets, code_for, sheet, sheets_on
from yingzhou.work.visits.queries.importing import PUBLISHERS, form_in, may_see_form
from yingzhou.work.visits.queries.pack import Pack, pack_of
from yingzhou.work.visits.queries.photos import photo_offset
from yingzhou.work.visits.queries.plan.route import Stop, route_of
from yingzhou.work.visits.queries.priorities import priorities, priorities_of, priority_of
from yingzhou.work.visits.queries.reading import (
    ConflictView,
    VisitList,
    VisitView,
    conflict_for,
    conflict_view,
    open_conflicts,
    visit_list,
    visit_view,
)
from yingzhou.work.visits.queries.receipts import PhoneReceipt, Standing, signing_keys, standing_of, standing_of_recorded
from yingzhou.work.visits.queries.scope import (
    DECIDERS,
    READERS,
    VISITORS,
    businesses_to_visit,
    may_have_original,
    may_see_evidence,
    visit_for,
    visits_of,
)

__all__ = [
    "DECIDERS",
    "PUBLISHERS",
    "READERS",
    "VISITORS",
    "ConflictView",
    "Measured",
    "Pack",
    "PhoneReceipt",
    "Sheet",
    "Standing",
    "Stop",
    "VisitList",
    "VisitView",
    "all_sheets",
    "arm_of",
    "businesses_to_visit",
    "code_for",
    "conflict_for",
    "conflict_view",
    "form_in",
    "may_have_original",
    "may_see_evidence",
    "may_see_form",
    "measured",
    "open_conflicts",
    "pack_of",
    "photo_offset",
    "priorities",
    "priorities_of",
    "priority_of",
    "route_of",
    "sheet",
    "sheets_on",
    "signing_keys",
    "standing_of",
    "standing_of_recorded",
    "visit_for",
    "visit_list",
    "visit_view",
    "visits_of",
]
