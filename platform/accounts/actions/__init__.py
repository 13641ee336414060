"""Everything that changes an account; one file for each noun."""

from accounts.actions.api_clients import (
    ClientMadeAlready,
    PermissionsTooWide,
    TooLong,
    make_api_client,
    revoke_api_client,
)
from accounts.actions.invitations import (
    InvitationRefused,
    InvitedAlready,
    UsernameTaken,
    accept_invitation,
    ask_for_reset,
    invite,
    mail_reset_links,
    offer_reset,
    open_invitation,
)
from accounts.actions.people import (
    LastManager,
    OwnAccount,
    PostUnknown,
    change_posts,
    note_employee_number,
    note_nik,
    reset_totp,
    set_active,
)
from accounts.actions.second_factor import CodeRefused, begin_totp, prove_totp
from accounts.actions.sessions import (
    OldPasswordWrong,
    change_password,
    end_every_session,
    end_other_sessions,
    end_session,
)
from accounts.actions.signing_in import LOCK_AFTER, LOCK_FOR, AccountLocked, SignInRefused, check_sign_in, sign_out
from accounts.actions.watchers import end_watcher, extend_watcher, invite_watcher, note_looking

__all__ = [
    "LOCK_AFTER",
    "LOCK_FOR",
    "AccountLocked",
    "ClientMadeAlready",
    "CodeRefused",
    "InvitationRefused",
    "InvitedAlready",
    "LastManager",
    "OldPasswordWrong",
    "OwnAccount",
    "PermissionsTooWide",
    "PostUnknown",
    "SignInRefused",
    "TooLong",
    "UsernameTaken",
    "accept_invitation",
    "ask_for_reset",
    "begin_totp",
    "change_password",
    "change_posts",
    "check_sign_in",
    "end_every_session",
    "end_other_sessions",
    "end_session",
    "end_watcher",
    "extend_watcher",
    "invite",
    "invite_watcher",
    "mail_reset_links",
    "make_api_client",
    "note_employee_number",
    "note_looking",
    "note_nik",
    "offer_reset",
    "open_invitation",
    "prove_totp",
    "reset_totp",
    "revoke_api_client",
    "set_active",
    "sign_out",
]
