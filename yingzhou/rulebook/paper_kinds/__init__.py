"""Every kind of paper the bureau issues: fields, wording and layout, and which article stands behind it on which day.

The wording is ours, after the content of the forms of the State Administration; a bureau puts its own Word template in
place of it.  `fields.yaml` names every field once; the other files hold the kinds.
"""

from yingzhou.rulebook.paper_kinds.reading import Basis, Field, Kind, kind, kinds

__all__ = ["Basis", "Field", "Kind", "kind", "kinds"]
