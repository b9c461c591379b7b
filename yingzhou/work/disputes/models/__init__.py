"""The tables of disputes, one file a noun."""

from yingzhou.work.disputes.models.alike import DuplicateLink, RepeatNote
from yingzhou.work.disputes.models.booking import Booking
from yingzhou.work.disputes.models.complaint import AuthorityDispute, Clue, Complainant, Complaint, JointConsent, Proxy
from yingzhou.work.disputes.models.dispute import Dispute
from yingzhou.work.disputes.models.keeping import MediationFile
from yingzhou.work.disputes.models.mediation import Appraisal, Consent, Delegation, Mediation, Recusal
from yingzhou.work.disputes.models.merchant import MerchantAnswer, MerchantLink
from yingzhou.work.disputes.models.platform import PlatformRow, PlatformSheet, StagedComplaint, StagedComplaintMatch
from yingzhou.work.disputes.models.publication import PublishedMonth
from yingzhou.work.disputes.models.service import Service
from yingzhou.work.disputes.models.session import Session
from yingzhou.work.disputes.models.settlement import Installment, JudicialConfirmation, Settlement, Signature, Term
from yingzhou.work.disputes.models.stars import CheckedItem, PointCheck, StarAppeal, StarAward
from yingzhou.work.disputes.models.studio import MediationStudio, Mediator, StudioClosure, StudioHours, StudioMediator, StudioRoom
from yingzhou.work.disputes.models.tipoff import Informant, Release, Tipoff, TipoffMove, TipoffPaper

__all__ = [
    "Appraisal",
    "AuthorityDispute",
    "Booking",
    "CheckedItem",
    "Clue",
    "Complainant",
    "Complaint",
    "Consent",
    "Delegation",
    "Dispute",
    "DuplicateLink",
    "Informant",
    "Installment",
    "JointConsent",
    "JudicialConfirmation",
    "Mediation",
    "MediationFile",
    "MediationStudio",
    "Mediator",
    "MerchantAnswer",
    "MerchantLink",
    "PlatformRow",
    "PlatformSheet",
    "PointCheck",
    "Proxy",
    "PublishedMonth",
    "Recusal",
    "Release",
    "RepeatNote",
    "Service",
    "Session",
    "Settlement",
    "Signature",
    "StagedComplaint",
    "StagedComplaintMatch",
    "StarAppeal",
    "StarAward",
    "StudioClosure",
    "StudioHours",
    "StudioMediator",
    "StudioRoom",
    "Term",
    "Tipoff",
    "TipoffMove",
    "TipoffPaper",
]
