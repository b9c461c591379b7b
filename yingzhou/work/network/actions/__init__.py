"""Changing the network: every change is dated, and the past stays as it was."""

from yingzhou.work.network.actions.districts import load_district
from yingzhou.work.network.actions.leave import cancel_leave, take_leave
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
    "cancel_leave",
    "cancel_placement",
    "close",
    "end_posting",
    "found_organization",
    "grant_posting",
    "load_district",
    "place",
    "rename",
    "reparent",
    "take_leave",
]
