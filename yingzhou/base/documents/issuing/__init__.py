"""Issuing a paper: the article of the day, every field filled or visibly blank, a number without gaps, Word and PDF kept.

    from yingzhou.base.documents.issuing import issue, preview

    issue(kind="complaint.acceptance", about="complaint", about_id=…, on=today(), rules_on=received, values={…}, by=viewer)

A room says once who may see the papers of its matters: `register("complaint", may_see)`.
"""

from yingzhou.base.documents.issuing.heading import name_the_bureau
from yingzhou.base.documents.issuing.making import issue
from yingzhou.base.documents.issuing.previewing import Preview, preview
from yingzhou.base.documents.issuing.seeing import paper_for, papers_about, register

__all__ = ["Preview", "issue", "name_the_bureau", "paper_for", "papers_about", "preview", "register"]
