"""Who may read the log; `accounts`, which stands above, says which posts have it."""

from web.access import Permission


class AuditPermission(Permission):
    SEE_LOG = "audit.see_log"
