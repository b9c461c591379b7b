"""A station's week: whom to see, on which day, by whom, in what order; and why the rest must wait.

Promise: no plan breaks a window, a day, a pair, a working day or a longest absence; every candidate that is not placed has
a reason; the same instance, seconds and seed give the same plan (unless the machine is so slow that the search was cut
short, which the plan says).  See docs/explanation/engines/planning.md.
"""

from yingzhou.engines.planning.instance import Candidate, Instance, InstanceFault, Lock, Route
from yingzhou.engines.planning.planning import Plan, PlannedRoute, PlannedVisit, Unplaced, plan

__all__ = [
    "Candidate",
    "Instance",
    "InstanceFault",
    "Lock",
    "Plan",
    "PlannedRoute",
    "PlannedVisit",
    "Route",
    "Unplaced",
    "plan",
]
