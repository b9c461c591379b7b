"""What other rooms and pages ask about complaints, by one name."""

from yingzhou.work.disputes.queries.lists import Listed, complaint_list
from yingzhou.work.disputes.queries.scope import (
    CLERKS,
    READERS,
    complaint_for,
    complaint_of_case,
    complaints_of,
    dispute_for,
    facts_of,
)

__all__ = [
    "CLERKS",
    "READERS",
    "Listed",
    "complaint_for",
    "complaint_list",
    "complaint_of_case",
    "complaints_of",
    "dispute_for",
    "facts_of",
]
