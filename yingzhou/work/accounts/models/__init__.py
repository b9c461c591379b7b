"""The tables of accounts: people, their sessions, their second factors."""

from yingzhou.work.accounts.models.factors import Factor, RecoveryCode
from yingzhou.work.accounts.models.people import Invitation, Officer, OfficerManager
from yingzhou.work.accounts.models.sessions import Session, SignInLock

__all__ = ["Factor", "Invitation", "Officer", "OfficerManager", "RecoveryCode", "Session", "SignInLock"]
