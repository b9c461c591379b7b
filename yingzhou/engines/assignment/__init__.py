"""Who looks after which business: near, even, within the cap, and with as few changes as that is worth.

Promise: no officer above the cap, nobody given to somebody who may not have them, and no other answer costs less; the same
question has the same answer; every change says why.  See docs/explanation/engines/assignment.md.
"""

from yingzhou.engines.assignment.proposing import propose
from yingzhou.engines.assignment.told import Line, Load, Person, Proposal, Reason, Shop, Weights, Why

__all__ = ["Line", "Load", "Person", "Proposal", "Reason", "Shop", "Weights", "Why", "propose"]
