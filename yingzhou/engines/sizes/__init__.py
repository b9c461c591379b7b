"""Large, medium, small or micro, by dated thresholds and with reasons.

Promise: a level is reached only when every one of its lower limits is met; a missing fact is unknown, never zero, and an
answer is given only where no value of the missing facts could change it.  An individual business is sized by reference
(参照).  Not the tax notion of 小型微利企业.  See docs/explanation/engines/sizes.md.
"""

from yingzhou.engines.sizes.sizing import Band, Facts, Reason, Size, Thresholds, size_of

__all__ = ["Band", "Facts", "Reason", "Size", "Thresholds", "size_of"]
