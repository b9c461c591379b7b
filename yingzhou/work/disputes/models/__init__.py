"""The tables of disputes, one file a noun."""

from yingzhou.work.disputes.models.complaint import Complainant, Complaint, Proxy
from yingzhou.work.disputes.models.dispute import Dispute

__all__ = ["Complainant", "Complaint", "Dispute", "Proxy"]
