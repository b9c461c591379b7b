"""Changing the network: every change is dated, and the past stays as it was."""

from yingzhou.work.network.actions.beginnings import first_security_officer
from yingzhou.work.network.actions.districts import load_district
from yingzhou.work.network.actions.grids import cover, import_cells, lay_grid
from yingzhou.work.network.actions.leave import cancel_leave, take_leave
from yingzhou.work.network.actions.obligations import acknowledge, agree_type, end_type, fulfill, raise_obligations
from yingzhou.work.network.actions.organizations import (
    cancel_placement,
    close,
    found_organization,
    place,
    rename,
    reparent,
)
from yingzhou.work.network.actions.postings import end_posting, grant_posting

__all__ = [
    "acknowledge",
    "agree_type",
    "cancel_leave",
    "cancel_placement",
    "close",
    "cover",
    "end_posting",
    "end_type",
    "first_security_officer",
    "found_organization",
    "fulfill",
    "grant_posting",
    "import_cells",
    "lay_grid",
    "load_district",
    "place",
    "raise_obligations",
    "rename",
    "reparent",
    "take_leave",
]
