"""Every read of disputes; each takes who is asking."""

from yingzhou.work.disputes.queries.tipoffs import (
    TipoffMatter,
    Tipoffs,
    candidates_for,
    department_of,
    earlier_of,
    is_same_person,
    is_same_target,
    kept_away,
    may_see_tipoff,
    may_see_tipoff_evidence,
    standing_of,
    tipoff_for,
    tipoff_list,
    tipoff_matter,
    tipoffs_of,
)

__all__ = [
    "TipoffMatter",
    "Tipoffs",
    "candidates_for",
    "department_of",
    "earlier_of",
    "is_same_person",
    "is_same_target",
    "kept_away",
    "may_see_tipoff",
    "may_see_tipoff_evidence",
    "standing_of",
    "tipoff_for",
    "tipoff_list",
    "tipoff_matter",
    "tipoffs_of",
]
