"""The tables of disputes, one file a noun."""

from yingzhou.work.disputes.models.complaint import Complainant, Complaint, Proxy
from yingzhou.work.disputes.models.dispute import Dispute
from yingzhou.work.disputes.models.mediation import Appraisal, Consent, Delegation, Mediation, Recusal
from yingzhou.work.disputes.models.merchant import MerchantAnswer, MerchantLink
from yingzhou.work.disputes.models.session import Session
from yingzhou.work.disputes.models.settlement import Instalment, JudicialConfirmation, Settlement, Signature, Term

__all__ = [
    "Appraisal",
    "Complainant",
    "Complaint",
    "Consent",
    "Delegation",
    "Dispute",
    "Instalment",
    "JudicialConfirmation",
    "Mediation",
    "MerchantAnswer",
    "MerchantLink",
    "Proxy",
    "Recusal",
    "Session",
    "Settlement",
    "Signature",
    "Term",
]
