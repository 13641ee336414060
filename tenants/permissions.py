"""Who looks after an office's addresses."""

from accounts.permissions import MANAGERS, grant
from accounts.posts import Post
from web.access import Permission


class OfficePermission(Permission):
    MANAGE_ADDRESSES = "tenants.manage_addresses"


grant(OfficePermission.MANAGE_ADDRESSES, *MANAGERS, Post.OPERATOR, words="Mengatur alamat kantor")
