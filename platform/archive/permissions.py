"""Who may open documents."""

from accounts.permissions import grant
from accounts.posts import Post
from web.access import Permission


class ArchivePermission(Permission):
    OPEN_DOCUMENT = "archive.open_document"


# The area's own guard narrows this further: a letter opens only to those who handle letters.
grant(ArchivePermission.OPEN_DOCUMENT, *(post for post in Post if post is not Post.BPD))
