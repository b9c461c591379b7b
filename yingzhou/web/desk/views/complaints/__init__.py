"""投诉: the list, writing one down, its page and its steps."""

from yingzhou.web.desk.views.complaints.lists import complaint_list
from yingzhou.web.desk.views.complaints.new import complaint_new
from yingzhou.web.desk.views.complaints.page import complaint

__all__ = ["complaint", "complaint_list", "complaint_new"]
