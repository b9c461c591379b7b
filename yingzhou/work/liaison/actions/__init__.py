"""Every write of liaison."""

from yingzhou.work.liaison.actions.contacts import assign_contact, end_contact
from yingzhou.work.liaison.actions.points import PointFacts, close_point, correct_point, open_point, set_point_hours

__all__ = ["PointFacts", "assign_contact", "close_point", "correct_point", "end_contact", "open_point", "set_point_hours"]
