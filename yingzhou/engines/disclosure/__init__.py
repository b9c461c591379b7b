"""What a published table may say about few people: small counts are not shown, the others are rounded, nothing can be worked back.

The rule is OpenSAFELY's (counts up to 7 withheld, the rest to the nearest 5).  The promise beyond it: no arithmetic over
what was published narrows a withheld small count.  See docs/explanation/engines/disclosure.md.
"""

from yingzhou.engines.disclosure.publishing import Cell, Release, Rule, Table, publish, sum_of_shown

__all__ = ["Cell", "Release", "Rule", "Table", "publish", "sum_of_shown"]
