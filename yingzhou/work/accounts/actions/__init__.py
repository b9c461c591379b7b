"""Changing accounts: signing in and out, people, sessions, second factors."""

from yingzhou.work.accounts.actions.factors import check_code, renew_recovery_codes
from yingzhou.work.accounts.actions.people import (
    accept_invitation,
    add_officer,
    change_password,
    choose_language,
    invite,
    lock_officer,
    replace_factor,
    unlock_officer,
)
from yingzhou.work.accounts.actions.sessions import (
    create_session,
    drop_session,
    end_session,
    end_sessions,
    save_session,
    sweep_sessions,
)
from yingzhou.work.accounts.actions.signing_in import DOOR, check_password, confirm, note_refusal, note_sign_in, note_sign_out

__all__ = [
    "DOOR",
    "accept_invitation",
    "add_officer",
    "change_password",
    "check_code",
    "check_password",
    "choose_language",
    "confirm",
    "create_session",
    "drop_session",
    "end_session",
    "end_sessions",
    "invite",
    "lock_officer",
    "note_refusal",
    "note_sign_in",
    "note_sign_out",
    "renew_recovery_codes",
    "replace_factor",
    "save_session",
    "sweep_sessions",
    "unlock_officer",
]
