"""Every read of mediations has a name and takes who is asking."""

from yingzhou.work.disputes.queries.mediation.ahead import Ahead, ahead
from yingzhou.work.disputes.queries.mediation.broken import BrokenPromise, KeptPromise, broken_promises, kept_promises
from yingzhou.work.disputes.queries.mediation.page import Folder, folder, installments_waiting, mediator_choices, part_of
from yingzhou.work.disputes.queries.mediation.scope import (
    agreed_of,
    case_of,
    facts_of,
    mediation_for,
    mediations_of,
    running_of,
)

__all__ = [
    "Ahead",
    "BrokenPromise",
    "Folder",
    "KeptPromise",
    "agreed_of",
    "ahead",
    "broken_promises",
    "case_of",
    "facts_of",
    "folder",
    "installments_waiting",
    "kept_promises",
    "mediation_for",
    "mediations_of",
    "mediator_choices",
    "part_of",
    "running_of",
]
